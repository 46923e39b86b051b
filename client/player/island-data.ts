import type { UiLanguage } from '#server/contract/languages.ts';
import type { Recording } from '#server/contract/wire.ts';

/** What the talk page hands to the player, as JSON inside `[data-player]`. */
export interface PlayerIslandData {
  talkSlug: string;
  title: string;
  speakers: string[];
  recording: Recording | null;
  startSeconds: number | null;
  language: UiLanguage;
}

/** Reads the island's JSON; throws when the page carries none. */
export function readIslandData(element: HTMLElement): PlayerIslandData {
  const json = element.querySelector('script[type="application/json"]')?.textContent;
  if (!json) throw new Error('The player’s place on the page carries no data.');
  return JSON.parse(json) as PlayerIslandData; // written by our own server from this very type
}
