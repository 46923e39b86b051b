import type { StagedProgramme, StagedSpeaker, StagedTalk } from '../staged-programme.ts';
import { slugify } from '../text/slug.ts';
import { applyConference } from './apply-conference.ts';
import { applyTalk, stagedTitle, type TalkTools } from './apply-talk.ts';
import type { ConferenceWriteStore } from './conference-store.ts';
import type { ImportEntry, ImportReport } from './import-report.ts';
import { createSpeakerResolver, type ResolvedSpeaker } from './speaker-resolver.ts';
import type { SpeakerWriteStore } from './speaker-store.ts';
import type { TalkTarget } from './talk-changes.ts';
import { createTalkFinder } from './talk-finder.ts';
import type { Billing, TalkRecord } from './talk-store.ts';

export interface ApplyTools extends Omit<TalkTools, 'isSample'> {
  conferences: ConferenceWriteStore;
  speakers: SpeakerWriteStore;
  /** Something a viewer could see has changed: called once, with the talks to be indexed again. */
  touch: (talkIds: readonly number[]) => void;
}

/**
 * Writes a staged programme; the caller holds the transaction. Talks missing from it stay.
 * @throws {AppError} `invalid` where a talk names a speaker who is not in the programme
 */
export function applyStaged(o: ApplyTools, staged: StagedProgramme): ImportReport {
  const conference = staged.conference && applyConference(o, staged.conference);
  const conferenceId = conference?.id ?? null;
  if (conferenceId !== null) for (const room of staged.rooms) o.conferences.room(conferenceId, room);
  const finder = createTalkFinder(o.talks, conferenceId);
  const speakers = resolveSpeakers(o, staged, finder.find);
  const touched = new Set<number>(speakers.touched);
  const entries: ImportEntry[] = conference ? [conference.entry] : [];
  const seen = new Map<number, string>();
  for (const talk of staged.talks) {
    const found = finder.find(talk);
    const problem = found && whyNot(talk, found, { conferenceId, seen });
    if (found && problem) {
      entries.push(skipped(talk, found, problem));
      continue;
    }
    const target = targetOf(o, talk, { conferenceId, speakers: speakers.byKey });
    const isSample = staged.conference?.isSample ?? false;
    const { id, entry } = applyTalk({ ...o, isSample }, { staged: talk, target, conferenceId, found });
    seen.set(id, talk.at);
    finder.add(talk, id);
    entries.push(entry);
    if (entry.outcome !== 'unchanged') touched.add(id);
  }
  if (conference?.isNewlyPublic) for (const id of o.conferences.talkIds(conference.id)) touched.add(id);
  if (touched.size > 0 || (conference && conference.entry.outcome !== 'unchanged')) o.touch([...touched]);
  return { entries };
}

function whyNot(
  talk: StagedTalk,
  found: TalkRecord,
  o: { conferenceId: number | null; seen: ReadonlyMap<number, string> },
): string | null {
  const earlier = o.seen.get(found.id);
  if (earlier !== undefined) return `${talk.at} repeats ${earlier}.`;
  return found.conference_id === o.conferenceId
    ? null
    : `${talk.at}: the talk ${found.guid} is part of another conference.`;
}

function skipped(talk: StagedTalk, found: TalkRecord, note: string): ImportEntry {
  const title = stagedTitle(talk);
  return { what: 'talk', outcome: 'skipped', title, slug: found.slug, fields: [], kept: [], notes: [note] };
}

function resolveSpeakers(
  o: ApplyTools,
  staged: StagedProgramme,
  find: (talk: StagedTalk) => TalkRecord | null,
): { byKey: ReadonlyMap<string, ResolvedSpeaker>; touched: number[] } {
  const billed = new Set<number>();
  for (const talk of staged.talks) {
    const found = find(talk);
    if (found) for (const { speaker_id } of o.talks.billings(found.id)) billed.add(speaker_id);
  }
  const resolve = createSpeakerResolver(o);
  const byKey = new Map<string, ResolvedSpeaker>();
  const touched: number[] = [];
  for (const speaker of staged.speakers satisfies readonly StagedSpeaker[]) {
    const resolved = resolve(speaker, billed);
    byKey.set(speaker.key, resolved);
    if (resolved.hasChanged) touched.push(...o.speakers.talkIds(resolved.id));
  }
  return { byKey, touched };
}

function targetOf(
  o: ApplyTools,
  talk: StagedTalk,
  given: { conferenceId: number | null; speakers: ReadonlyMap<string, ResolvedSpeaker> },
): TalkTarget {
  const { conferenceId } = given;
  return {
    trackId: talk.track === undefined ? undefined : trackId(o.conferences, conferenceId, talk.track),
    slots: talk.slots?.map((slot) => ({
      day: slot.day,
      start_ms: slot.startMs,
      duration_ms: slot.durationMs,
      room_id:
        conferenceId === null || slot.room === null ? null : o.conferences.room(conferenceId, slot.room),
    })),
    billings: talk.speakers && billings(talk.speakers, given.speakers),
  };
}

function trackId(
  store: ConferenceWriteStore,
  conferenceId: number | null,
  name: string | null,
): number | null {
  if (conferenceId === null || name === null) return null;
  const known = store.trackId(conferenceId, name);
  if (known !== null) return known;
  const base = slugify(name) || 'track';
  let slug = base;
  for (let number = 2; store.isTrackSlug(conferenceId, slug); number += 1) slug = `${base}-${number}`;
  return store.addTrack(conferenceId, slug, name);
}

/** Each speaker once, in the order given; keys were checked when the programme was read. */
function billings(
  speakers: NonNullable<StagedTalk['speakers']>,
  resolved: ReadonlyMap<string, ResolvedSpeaker>,
): Billing[] {
  const found = new Map<number, Billing>();
  for (const { key, affiliation } of speakers) {
    const speaker = resolved.get(key);
    if (!speaker || found.has(speaker.id)) continue;
    found.set(speaker.id, {
      speaker_id: speaker.id,
      name_id: speaker.nameId,
      affiliation: affiliation ?? null,
    });
  }
  return [...found.values()];
}
