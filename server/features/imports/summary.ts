import { createHash } from 'node:crypto';
import type { DiffEntry, DiffKind } from '../catalogue/write/import-report.ts';
import type { ProgrammeDiff } from '../catalogue/write/reconciliation.ts';

/** The numbers of a diff: what a list shows without reading all of it. */
export interface DiffSummary {
  timeZone: string;
  talks: Record<DiffKind, number>;
  /** Talks and speakers, and the conference where it would change. */
  entries: Record<DiffKind, number>;
  speakersChanged: number;
  conferenceKind: DiffKind | null;
  eventCount: number;
}

const kinds: readonly DiffKind[] = ['new', 'changed', 'moved', 'withdrawn', 'kept', 'skipped', 'unchanged'];

/** Counts a diff. */
function summaryOf({ entries, timeZone }: ProgrammeDiff): DiffSummary {
  const talks = entries.filter(({ what }) => what === 'talk');
  return {
    timeZone,
    talks: countKinds(talks),
    entries: countKinds(entries.filter(isListed)),
    speakersChanged: entries.filter(({ what }) => what === 'speaker').length,
    conferenceKind: entries.find(({ what }) => what === 'conference')?.kind ?? null,
    eventCount: talks.filter(({ at }) => at !== null).length,
  };
}

/** Of a conference that is new or the same there is nothing to decide: it is named above the list. */
export function isListed({ what, kind }: Pick<DiffEntry, 'what' | 'kind'>): boolean {
  return what !== 'conference' || (kind !== 'new' && kind !== 'unchanged');
}

function countKinds(entries: readonly DiffEntry[]): Record<DiffKind, number> {
  const count = (kind: DiffKind) => entries.filter((entry) => entry.kind === kind).length;
  // Every kind is in the list.
  return Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Record<DiffKind, number>;
}

/** A diff as it is stored, with the hash that tells it from another one. */
export function storedDiff(diff: ProgrammeDiff): { entries: string; summary: string; fingerprint: string } {
  const entries = JSON.stringify(diff.entries);
  return { entries, summary: JSON.stringify(summaryOf(diff)), fingerprint: fingerprintOf(diff) };
}

/**
 * SHA-256 of a diff of conference and talks: the same where the same would be written over the same. Speakers are left out,
 * whom another conference of the same file may have brought.
 */
export function fingerprintOf({ conferenceId, entries }: ProgrammeDiff): string {
  const judged = entries.filter(({ what }) => what !== 'speaker');
  return createHash('sha256')
    .update(JSON.stringify([conferenceId, judged]))
    .digest('hex');
}
