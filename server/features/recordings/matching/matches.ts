import { paths } from '#server/contract/paths.ts';
import type { Matches, MatchOffer, MatchRecording } from '#server/contract/wire.ts';
import { isoTime } from '../job-wire.ts';
import type { MatchesStore, MatchRecordingRow } from './matches-store.ts';
import { type Reason, reasonsInWords } from './score/reasons.ts';

/** Reads what there is to match in a conference: its programme, and all its recordings with what was found for each. */
export function readMatches(store: MatchesStore, o: { conferenceId: number; language: string }): Matches {
  const talks = store.talks(o.conferenceId, o.language).map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title ?? row.slug,
    speakers: JSON.parse(row.speakers) as string[], // made by json_group_array of names
    room: row.room,
    day: row.day,
    startAt: row.start_ms === null ? null : isoTime(row.start_ms),
    durationMs: row.duration_ms,
    isOptedOut: row.is_opted_out === 1,
  }));
  const recordings = store.recordings(o.conferenceId).map(toMatchRecording);
  const present = new Set(talks.map(({ id }) => id));
  return { talks, recordings: oneFileATalk(recordings).map((recording) => withoutGone(recording, present)) };
}

/** A recording with what was found for it. */
export function toMatchRecording(row: MatchRecordingRow): MatchRecording {
  // What the suggestion store wrote.
  const best = JSON.parse(row.best ?? '[]') as Array<{ talkId: number; score: number; reasons: Reason[] }>;
  return {
    id: row.id,
    arrivedAs: row.arrived_as,
    sizeBytes: row.size_bytes,
    durationMs: row.duration_ms,
    posterUrl:
      row.version_id === null || row.poster === null
        ? null
        : paths.versionFile(row.id, row.version_id, row.poster),
    publication: row.publication,
    talkId: row.talk_id,
    note: row.match_note,
    kind: row.kind ?? 'none',
    best: best.map((offer) => ({ ...offer, words: reasonsInWords(offer.reasons) })),
    roomLong: row.room_long === null ? null : (JSON.parse(row.room_long) as MatchRecording['roomLong']),
    decision: row.decision === null ? null : { kind: row.decision, by: row.decided_by ?? '' },
  };
}

/**
 * Where two files of different names seem to be surely of one talk, a person decides; the same name twice (another
 * format or quality) and numbered parts are one.
 */
function oneFileATalk(recordings: readonly MatchRecording[]): MatchRecording[] {
  const holders = new Map<number, { stem: string; score: number }>();
  for (const { talkId, arrivedAs } of recordings)
    if (talkId !== null) holders.set(talkId, { stem: stemOf(arrivedAs), score: 101 });
  const open = recordings.filter(({ talkId, kind }) => talkId === null && kind === 'sure');
  for (const { best, arrivedAs } of open) {
    const [first] = best;
    if (first === undefined) continue;
    const holder = holders.get(first.talkId);
    if (holder === undefined || first.score > holder.score)
      holders.set(first.talkId, { stem: stemOf(arrivedAs), score: first.score });
  }
  return recordings.map((recording) => {
    const [first, ...others] = recording.best;
    if (recording.talkId !== null || recording.kind !== 'sure' || first === undefined) return recording;
    if (holders.get(first.talkId)?.stem === stemOf(recording.arrivedAs)) return recording;
    return { ...recording, kind: 'unsure', best: [taken(first), ...others] };
  });
}

function taken(offer: MatchOffer): MatchOffer {
  const reasons = [...offer.reasons, { kind: 'taken' as const }];
  return { ...offer, reasons, words: `${offer.words} It has a recording already.`.trim() };
}

function stemOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name
    .toLowerCase()
    .replace(/\.[a-z0-9]{2,5}$/, '')
    .replace(/[\s._-]*(?:part|teil|pt|часть)?[\s._-]*\d{1,2}$/u, '')
    .replace(/[\s._-]*(?:hq|lq|sd|hd|\d{3,4}p)$/, '');
}

/** Talks that went into the bin since are not offered. */
function withoutGone(recording: MatchRecording, present: ReadonlySet<number>): MatchRecording {
  const best = recording.best.filter(({ talkId }) => present.has(talkId));
  return best.length === recording.best.length ? recording : { ...recording, best, kind: 'unsure' };
}
