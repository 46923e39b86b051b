import type { Actor } from '#server/features/accounts/actor.ts';
import type { ChangeLog } from '#server/features/accounts/change-log.ts';
import { slugify } from '../text/slug.ts';
import type { ConferenceRecord, ConferenceWriteStore } from './conference-store.ts';
import { createConference } from './create-conference.ts';
import type { Decisions } from './decisions.ts';
import { isAccepted, splitFields } from './decisions.ts';
import type { DiffTools, ProgrammePlan } from './diff-programme.ts';
import type { DiffEntry, ImportEntry, ImportReport } from './import-report.ts';
import { logImport, noteTalk } from './log-import.ts';
import { writeTalk } from './write-talk.ts';

export interface ApplyTools extends DiffTools {
  changes: ChangeLog;
  actor: Pick<Actor, 'id' | 'name'>;
  /** Something a viewer could see has changed: called once, with the talks to be indexed again. */
  touch: (talkIds: readonly number[]) => void;
}

/**
 * Writes what a plan says, as far as it was accepted; the caller holds the transaction in which the plan was made. What is
 * the same is not written at all. Talks that the programme has no more are marked, and keep what belongs to them.
 */
export function applyPlan(o: ApplyTools, plan: ProgrammePlan, decisions: Decisions): ImportReport {
  const conference = writeConference(o, plan, decisions);
  const conferenceId = conference?.record.id ?? null;
  const rooms = createPlaces(o.conferences, conferenceId);
  if (decisions.accept === 'all') for (const room of plan.staged.rooms) rooms.roomId(room);
  const touched = new Set<number>();
  const entries: ImportEntry[] = conference ? [conference.entry] : [];
  let position = o.talks.nextPosition(conferenceId);
  for (const talk of plan.talks) {
    const { id, entry } = writeTalk(
      { ...o, ...rooms, bill: plan.resolver.bill },
      {
        ...{ talk, decisions, conferenceId, position },
        isDraft:
          decisions.shows === 'asIs'
            ? conference?.record.visibility === 'draft'
            : decisions.shows === 'draft',
        isSample: plan.staged.conference?.isSample ?? false,
      },
    );
    entries.push(entry);
    if (entry.outcome === 'created') position += 1;
    const isWritten = ['created', 'changed', 'moved'].includes(entry.outcome);
    if (id === null || !isWritten) continue;
    touched.add(id);
    if (entry.outcome !== 'created') noteTalk(o, { talk, entry, id, conferenceId });
  }
  for (const { entry, stored } of plan.withdrawn) {
    const accepted = isAccepted(decisions, entry);
    entries.push(done(entry, accepted ? 'withdrawn' : 'declined'));
    if (!accepted) continue;
    const { id } = stored.record;
    o.talks.setWithdrawn(id, o.now, o.now);
    touched.add(id);
    const { actor } = o;
    o.changes.note({
      ...{ actor, action: 'withdrawn', entity: 'talk', entityId: id, conferenceId, title: entry.title },
    });
  }
  entries.push(...writeSpeakers(plan, decisions));
  for (const id of plan.resolver.touched()) touched.add(id);
  if (conference?.isNewlyPublic && conferenceId !== null)
    for (const id of o.conferences.talkIds(conferenceId)) touched.add(id);
  const isConferenceWritten =
    conference !== null && ['created', 'changed'].includes(conference.entry.outcome);
  if (touched.size > 0 || isConferenceWritten) {
    o.touch([...touched]);
    logImport(o, { conference: conference?.record ?? null, entries });
  }
  return { conferenceId, isNewConference: plan.conference === null && conference !== null, entries };
}

function writeConference(
  o: ApplyTools,
  plan: ProgrammePlan,
  decisions: Decisions,
): { record: ConferenceRecord; entry: ImportEntry; isNewlyPublic: boolean } | null {
  const { conferenceEntry: entry, conference: found, staged } = plan;
  if (entry === null || staged.conference === null) return null;
  if (found === null) {
    const record = createConference({ ...o, isDraft: decisions.shows === 'draft' }, staged.conference);
    return { record, entry: { ...done(entry, 'created'), slug: record.slug }, isNewlyPublic: false };
  }
  const record = { ...found };
  const { written, kept } = splitFields(decisions, entry);
  for (const change of plan.conferenceChanges)
    if (written.has(change.field)) change.write({ conferences: o.conferences, record });
  const isNewlyPublic = decisions.shows === 'public' && record.visibility === 'draft';
  if (isNewlyPublic) {
    record.visibility = 'public';
    written.add('visibility');
  }
  if (written.size > 0) o.conferences.update(record, o.now);
  const outcome = written.size > 0 ? 'changed' : entry.fields.length > kept.length ? 'declined' : 'unchanged';
  return { record, isNewlyPublic, entry: { ...done(entry, outcome), fields: [...written], kept } };
}

function writeSpeakers(plan: ProgrammePlan, decisions: Decisions): ImportEntry[] {
  const byKey = new Map(plan.speakers.map((speaker) => [speaker.key, speaker.entry]));
  const entries: ImportEntry[] = [];
  for (const staged of plan.staged.speakers) {
    const entry = byKey.get(staged.key);
    if (entry === undefined) {
      // Nothing to decide: names come with their talks, a new speaker with the whole file.
      if (decisions.accept === 'all') plan.resolver.write(staged, new Set());
      else plan.resolver.writeIfBilled(staged);
      continue;
    }
    const { written, kept } = splitFields(decisions, entry);
    if (written.size > 0) {
      const skipped = entry.fields.filter(({ field }) => !written.has(field)).map(({ field }) => field);
      plan.resolver.write(staged, new Set(skipped));
    }
    const outcome =
      written.size > 0 ? 'changed' : kept.length < entry.fields.length ? 'declined' : 'unchanged';
    entries.push({ ...done(entry, outcome), fields: [...written], kept });
  }
  return entries;
}

function done(entry: DiffEntry, outcome: ImportEntry['outcome']): ImportEntry {
  const { what, title, slug, notes } = entry;
  return { what, outcome, title, slug, fields: [], kept: [], notes };
}

/** Rooms and tracks of a conference by name, made where there is none so called. */
function createPlaces(store: ConferenceWriteStore, conferenceId: number | null) {
  const rooms = new Map<string, number>();
  return {
    roomId(name: string): number | null {
      if (conferenceId === null) return null;
      const id = rooms.get(name) ?? store.room(conferenceId, name);
      rooms.set(name, id);
      return id;
    },
    trackId(name: string): number | null {
      if (conferenceId === null) return null;
      const known = store.trackId(conferenceId, name);
      if (known !== null) return known;
      const base = slugify(name) || 'track';
      let slug = base;
      for (let number = 2; store.isTrackSlug(conferenceId, slug); number += 1) slug = `${base}-${number}`;
      return store.addTrack(conferenceId, slug, name);
    },
  };
}
