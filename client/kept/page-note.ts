import type { TalkNote } from './items.ts';

/** The talk of this page, as its row of actions describes it; null on other pages, and on a draft. */
export function pageTalk(): { slug: string; note: TalkNote } | null {
  const json = document.querySelector<HTMLElement>('[data-talk-note]')?.dataset.talkNote;
  if (!json || new URLSearchParams(location.search).has('preview')) return null;
  return JSON.parse(json) as { slug: string; note: TalkNote }; // written by talk-actions.tsx from this very type
}
