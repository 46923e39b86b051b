import type { Dated } from './shelf.ts';

/** What is known of a talk without asking the server again: enough to show it in a list. */
export interface TalkNote {
  title: string;
  /** Language of the title. */
  language: string;
  speakers: string;
  durationMs: number | null;
  posterUrl: string | null;
  /** BCP 47; lists that were kept before there were such have none. */
  spokenLanguage?: string | undefined;
  /** BCP 47 */
  captionLanguages?: readonly string[] | undefined;
}

/** Where somebody stopped watching. */
export interface Position extends Dated {
  seconds: number;
  durationMs: number;
  /** The edit of the recording whose timeline the seconds belong to. */
  editNumber: number;
}

const longestText = 1000;
const mostLanguages = 100;

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, longestText) : '');
const amount = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
const atMs = (value: Record<string, unknown>): number => amount(value.atMs) ?? 0;

/** A stored mark: nothing but its time. */
export function parseMark(value: Record<string, unknown>): Dated {
  return { atMs: atMs(value) };
}

/** A stored position; null where it has no place. */
export function parsePosition(value: Record<string, unknown>): Position | null {
  const [seconds, durationMs] = [amount(value.seconds), amount(value.durationMs)];
  if (seconds === null || durationMs === null || durationMs === 0) return null;
  return { seconds, durationMs, editNumber: amount(value.editNumber) ?? 0, atMs: atMs(value) };
}

/** A stored note of a talk; pictures are those of this portal. */
export function parseNote(value: Record<string, unknown>): (TalkNote & Dated) | null {
  const title = text(value.title);
  if (title === '') return null;
  const posterUrl = text(value.posterUrl);
  return {
    title,
    language: text(value.language),
    speakers: text(value.speakers),
    durationMs: amount(value.durationMs),
    posterUrl: /^\/(?![/\\])/.test(posterUrl) ? posterUrl : null,
    spokenLanguage: text(value.spokenLanguage) || undefined,
    captionLanguages: languages(value.captionLanguages),
    atMs: atMs(value),
  };
}

function languages(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((tag): tag is string => typeof tag === 'string').slice(0, mostLanguages);
}
