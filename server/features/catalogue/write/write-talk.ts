import { randomUUID } from 'node:crypto';
import type { StagedTalk } from '../staged-programme.ts';
import { freeSlug } from '../text/slug.ts';
import { type Decisions, isAccepted, splitFields } from './decisions.ts';
import type { TalkPlan } from './diff-programme.ts';
import type { ImportEntry } from './import-report.ts';
import { slugBase } from './talk-slugs.ts';
import type { Billing, TalkRecord, TalkWriteStore } from './talk-store.ts';

export interface TalkTools {
  talks: TalkWriteStore;
  now: number;
  roomId: (name: string) => number | null;
  trackId: (name: string) => number | null;
  bill: (key: string) => Omit<Billing, 'affiliation'> | null;
}

/** Columns of a new talk, which its row is made with. */
const ofTheRow: ReadonlySet<string> = new Set(['language', 'licence', 'recordingPlan', 'track']);

/**
 * Writes one talk of a plan, as far as it was accepted.
 * @param given.position where a new talk stands that says nothing of its place
 * @returns id null where there is no talk
 */
export function writeTalk(
  o: TalkTools,
  given: {
    talk: TalkPlan;
    decisions: Decisions;
    conferenceId: number | null;
    position: number;
    isDraft: boolean;
    isSample: boolean;
  },
): { id: number | null; entry: ImportEntry } {
  const { talk, decisions } = given;
  const { entry, stored, staged } = talk;
  const done = (outcome: ImportEntry['outcome'], more: Partial<ImportEntry> = {}): ImportEntry => ({
    ...{ what: 'talk', outcome, title: entry.title, slug: entry.slug, fields: [], kept: [] },
    notes: entry.notes,
    ...more,
  });
  if (entry.kind === 'skipped') return { id: stored?.record.id ?? null, entry: done('skipped') };
  if (stored === null) {
    if (!isAccepted(decisions, entry)) return { id: null, entry: done('declined') };
    const record = makeTalk(o, { ...given, staged });
    for (const change of talk.changes)
      if (!ofTheRow.has(change.field)) change.write(writing(o, record, staged));
    finish(o, staged, record);
    o.talks.setImported(record.id);
    const isOther = staged.slug !== undefined && staged.slug !== record.slug;
    const notes = isOther ? [`The slug ${staged.slug} is another talk's, this one got ${record.slug}.`] : [];
    return { id: record.id, entry: done('created', { slug: record.slug, notes }) };
  }
  const record: TalkRecord = { ...stored.record };
  const { written, kept } = splitFields(decisions, entry);
  const notes: string[] = [];
  for (const change of talk.changes) if (written.has(change.field)) change.write(writing(o, record, staged));
  if (written.has('withdrawn')) o.talks.setWithdrawn(record.id, null, o.now);
  if (written.has('recordingPlan') && stored.record.recording_plan === 'opted_out')
    if (o.talks.holdRecordings(record.id, o.now) > 0)
      notes.push('It was opted out: its recordings wait for review, and nothing is published by itself.');
  if (decisions.shows === 'public' && record.visibility === 'draft') {
    record.visibility = 'public';
    record.first_public_ms ??= o.now;
    written.add('visibility');
  }
  if (written.size > 0) o.talks.update(record, o.now);
  const isTaken = isAccepted(decisions, entry);
  if (isTaken && staged.position !== undefined && staged.position !== record.position)
    o.talks.setPosition(record.id, staged.position);
  if (stored.record.is_imported === 0) o.talks.setImported(record.id);
  finish(o, staged, record, stored.sources);
  const isDeclined = !isTaken && entry.fields.length > kept.length;
  const outcome =
    written.size > 0
      ? entry.kind === 'moved' && written.has('slots')
        ? 'moved'
        : 'changed'
      : isDeclined
        ? 'declined'
        : 'unchanged';
  return { id: record.id, entry: done(outcome, { slug: record.slug, fields: [...written], kept, notes }) };
}

/**
 * Makes a talk's row.
 * @param given.position where it stands unless it says so itself
 */
export function makeTalk(
  o: Pick<TalkTools, 'talks' | 'now' | 'trackId'>,
  given: {
    staged: StagedTalk;
    conferenceId: number | null;
    position: number;
    isDraft: boolean;
    isSample: boolean;
  },
): TalkRecord {
  const { staged, isDraft } = given;
  const base = staged.slug ?? slugBase(staged.texts, staged.language);
  const fields: Omit<TalkRecord, 'id'> = {
    guid: staged.guid ?? randomUUID(),
    slug: freeSlug(base, (slug) => o.talks.isSlugTaken(slug, 0)),
    conference_id: given.conferenceId,
    track_id: staged.track ? o.trackId(staged.track) : null,
    language: staged.language ?? null,
    position: staged.position ?? given.position,
    licence: staged.licence ?? null,
    recording_plan: staged.recordingPlan ?? 'will',
    visibility: isDraft ? 'draft' : 'public',
    is_sample: given.isSample ? 1 : 0,
    first_public_ms: isDraft ? null : o.now,
  };
  return { id: o.talks.insert(fields, o.now), ...fields };
}

function writing(o: TalkTools, record: TalkRecord, staged: StagedTalk) {
  return {
    ...{ talks: o.talks, record, roomId: o.roomId, trackId: o.trackId },
    billings: () => billings(o, staged),
  };
}

/** Each speaker once, in the order given. */
function billings(o: TalkTools, staged: StagedTalk): Billing[] {
  const found = new Map<number, Billing>();
  for (const { key, affiliation } of staged.speakers ?? []) {
    const billed = o.bill(key);
    if (billed !== null && !found.has(billed.speaker_id))
      found.set(billed.speaker_id, { ...billed, affiliation: affiliation ?? null });
  }
  return [...found.values()];
}

/** What no reader is told about: slugs that were public, and the ids a talk is known by. */
function finish(
  o: TalkTools,
  staged: StagedTalk,
  record: TalkRecord,
  known: readonly { source: string; source_id: string }[] = [],
): void {
  if (record.first_public_ms !== null) o.talks.keepSlug(record.slug, record.id);
  for (const { source, id } of staged.sources ?? []) {
    if (!known.some((each) => each.source === source && each.source_id === id))
      o.talks.putSource(source, id, record.id);
  }
}
