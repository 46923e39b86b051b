import type { StagedProgramme, StagedTalk } from '../staged-programme.ts';
import type { Change } from './changes.ts';
import { type ConferenceWriting, conferenceChanges, stagedConferenceTitle } from './conference-changes.ts';
import type { ConferenceRecord, ConferenceWriteStore } from './conference-store.ts';
import { findConference } from './find-conference.ts';
import type { DiffEntry, DiffKind, FieldDiff } from './import-report.ts';
import type { LibraryWriteStore } from './library-store.ts';
import { type StoredTalk, takeSnapshot } from './snapshot.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { createSpeakerResolver, type SpeakerResolver } from './speaker-resolver.ts';
import type { SpeakerWriteStore } from './speaker-store.ts';
import { type TalkChange, talkChanges } from './talk-changes.ts';
import { type Pair, pairTalks } from './talk-finder.ts';
import { nextSlug } from './talk-slugs.ts';
import type { TalkWriteStore } from './talk-store.ts';

export interface DiffTools {
  conferences: ConferenceWriteStore;
  speakers: SpeakerWriteStore;
  talks: TalkWriteStore;
  library: LibraryWriteStore;
  snapshots: SnapshotStore;
  now: number;
}

/** A talk of the file with what would be written. */
export interface TalkPlan {
  entry: DiffEntry;
  staged: StagedTalk;
  stored: StoredTalk | null;
  changes: readonly TalkChange[];
}

/** All that an import of one programme would do, with the means to do it. */
export interface ProgrammePlan {
  staged: StagedProgramme;
  conference: ConferenceRecord | null;
  conferenceEntry: DiffEntry | null;
  conferenceChanges: readonly Change<ConferenceWriting>[];
  resolver: SpeakerResolver;
  speakers: readonly { entry: DiffEntry; key: string }[];
  talks: readonly TalkPlan[];
  withdrawn: readonly { entry: DiffEntry; stored: StoredTalk }[];
}

/**
 * Compares a programme with the library. Writes nothing.
 * @param targetId the conference it is for, where somebody said so
 * @throws {AppError} where its conference cannot be told, or lies in the bin
 */
export function planProgramme(
  o: DiffTools,
  staged: StagedProgramme,
  targetId: number | null = null,
): ProgrammePlan {
  const conference = staged.conference && findConference(o.conferences, staged.conference, targetId);
  const isNew = staged.conference !== null && conference === null;
  const stored = isNew ? [] : takeSnapshot(o.snapshots, conference?.id ?? null);
  const pairs = pairTalks(staged.talks, stored);
  refuseStrangers(o, pairs, conference?.id ?? null);
  const resolver = createSpeakerResolver({
    ...o,
    staged: staged.speakers,
    billed: new Set(stored.flatMap(({ billings }) => billings.map(({ surviving_id }) => surviving_id))),
  });
  const changes =
    conference && staged.conference ? conferenceChanges(o.conferences, conference, staged.conference) : [];
  return {
    ...{ staged, conference, resolver, conferenceChanges: changes },
    conferenceEntry: staged.conference && conferenceEntry(o, staged.conference, conference, changes),
    talks: pairs.map((pair, index) => planTalk(o, pair, { index, resolver })),
    speakers: staged.speakers.flatMap((speaker, index) => {
      const diff = resolver.diff(speaker);
      if (diff === null) return [];
      const entry = entryOf({
        ...{ id: `s${index}`, what: 'speaker', title: diff.name, entityId: diff.id },
        fields: diff.fields,
      });
      return [{ entry, key: speaker.key }];
    }),
    withdrawn: missing(staged, pairs, stored),
  };
}

/** The entries of a plan as they are shown: the conference, what changes, what is withdrawn. */
export function entriesOf(plan: ProgrammePlan): DiffEntry[] {
  return [
    ...(plan.conferenceEntry ? [plan.conferenceEntry] : []),
    ...plan.talks.map(({ entry }) => entry),
    ...plan.withdrawn.map(({ entry }) => entry),
    ...plan.speakers.map(({ entry }) => entry),
  ];
}

/** Talks with the guid of one that is part of another conference, or of none, are not touched. */
function refuseStrangers(o: DiffTools, pairs: readonly Pair[], conferenceId: number | null): void {
  const guids = pairs.flatMap(({ staged, stored }) => (stored === null && staged.guid ? [staged.guid] : []));
  if (guids.length === 0) return;
  const strangers = new Map(o.snapshots.elsewhere(conferenceId, guids).map((row) => [row.guid, row]));
  for (const pair of pairs) {
    const stranger = pair.staged.guid === undefined ? undefined : strangers.get(pair.staged.guid);
    if (pair.stored !== null || stranger === undefined) continue;
    pair.problem ??= `${pair.staged.at}: the talk ${stranger.guid} is part of another conference${stranger.is_binned ? ', in the bin' : ''}.`;
  }
}

function planTalk(
  o: DiffTools,
  { staged, stored, problem }: Pair,
  { index, resolver }: { index: number; resolver: SpeakerResolver },
): TalkPlan {
  const isBinned = stored !== null && stored.record.deleted_ms !== null;
  const why = problem ?? (isBinned ? `${staged.at}: this talk lies in the bin, where it stays.` : null);
  // Whoever gave it another title by hand knows it by that.
  const title = stored !== null && isTitleByHand(stored) ? storedTitle(stored) : stagedTitle(staged);
  const facts = {
    ...{ id: `t${index}`, what: 'talk' as const, title, at: staged.at },
    ...{ entityId: stored?.record.id ?? null, slug: stored?.record.slug ?? null },
    recordings: stored?.record.recordings ?? 0,
  };
  if (why !== null)
    return {
      ...{ staged, stored, changes: [] },
      entry: { ...facts, kind: 'skipped', fields: [], notes: [why] },
    };
  const changes = talkChanges({ staged, stored, recognise: resolver.recognise });
  if (stored !== null) changes.push(...slugChanges(o.talks, stored, staged));
  const fields = changes.map(({ field, before, after }) => ({
    ...{ field, before, after },
    isEditedByHand: stored?.edited.has(field) ?? false,
  }));
  if (stored !== null && stored.record.withdrawn_ms !== null)
    fields.push({ field: 'withdrawn', before: 'yes', after: null, isEditedByHand: false });
  const kind = stored === null ? 'new' : kindOf(fields);
  return { staged, stored, changes, entry: { ...facts, kind, fields, notes: [] } };
}

/** A draft's slug follows its title, unless somebody keeps the title by hand. */
function slugChanges(talks: TalkWriteStore, stored: StoredTalk, staged: StagedTalk): TalkChange[] {
  if (staged.slug === undefined && isTitleByHand(stored)) return [];
  const before = stored.record.slug;
  const slug = nextSlug(talks, stored.record, staged);
  if (slug === before) return [];
  return [
    {
      ...{ field: 'slug', before, after: slug },
      write: ({ record }) => {
        record.slug = slug;
      },
    },
  ];
}

function isTitleByHand({ edited }: StoredTalk): boolean {
  return [...edited].some((field) => field.startsWith('texts.') && field.endsWith('.title'));
}

function kindOf(fields: readonly FieldDiff[]): DiffKind {
  if (fields.length === 0) return 'unchanged';
  const free = fields.filter(({ isEditedByHand }) => !isEditedByHand);
  if (free.length === 0) return 'kept';
  return free.some(({ field }) => field === 'slots') ? 'moved' : 'changed';
}

/**
 * Talks that a programme had and this one has not. A list of some talks withdraws none, and neither does a file of another
 * source than the talk's.
 */
function missing(
  staged: StagedProgramme,
  pairs: readonly Pair[],
  stored: readonly StoredTalk[],
): { entry: DiffEntry; stored: StoredTalk }[] {
  if (staged.conference === null || staged.conference.widensDays) return [];
  const met = new Set(pairs.map((pair) => pair.stored));
  const sources = new Set(staged.talks.flatMap((talk) => (talk.sources ?? []).map(({ source }) => source)));
  return stored
    .filter((talk) => {
      const { deleted_ms, withdrawn_ms, is_imported } = talk.record;
      if (met.has(talk) || deleted_ms !== null || withdrawn_ms !== null || is_imported === 0) return false;
      return talk.sources.length === 0
        ? sources.size === 0
        : talk.sources.some(({ source }) => sources.has(source));
    })
    .map((talk) => {
      const { id, slug, recordings } = talk.record;
      const title = storedTitle(talk);
      const entry: DiffEntry = {
        ...{ id: `w${id}`, what: 'talk', kind: 'withdrawn', title, slug, entityId: id, at: null, recordings },
        ...{ fields: [], notes: [] },
      };
      return { entry, stored: talk };
    });
}

function conferenceEntry(
  o: DiffTools,
  staged: NonNullable<StagedProgramme['conference']>,
  found: ConferenceRecord | null,
  changes: readonly Change<ConferenceWriting>[],
): DiffEntry {
  const edited = found ? o.library.editedFields('conference', found.id) : new Set<string>();
  const title =
    stagedConferenceTitle(staged) ?? (found && o.conferences.texts(found.id)[0]?.title) ?? found?.slug ?? '';
  return entryOf({
    ...{ id: 'c', what: 'conference', title },
    ...{ slug: found?.slug ?? null, entityId: found?.id ?? null },
    fields: changes.map(({ field, before, after }) => ({
      ...{ field, before, after },
      isEditedByHand: edited.has(field) || (field.startsWith('texts.') && hasPartOf(edited, field)),
    })),
  });
}

/** Whether a part of a field was edited: of `texts.en`, `texts.en.title`. */
function hasPartOf(edited: ReadonlySet<string>, field: string): boolean {
  return [...edited].some((each) => each.startsWith(`${field}.`));
}

function entryOf(
  o: Pick<DiffEntry, 'id' | 'what' | 'title' | 'entityId' | 'fields'> & { slug?: string | null },
): DiffEntry {
  const kind = o.entityId === null ? 'new' : kindOf(o.fields);
  return { slug: null, ...o, kind, at: null, notes: [], recordings: 0 };
}

/** A title to name a staged talk by in messages. */
export function stagedTitle(staged: StagedTalk): string {
  const own = staged.language ? staged.texts[staged.language] : undefined;
  return (own ?? Object.values(staged.texts)[0])?.title ?? staged.at;
}

function storedTitle({ record, texts }: StoredTalk): string {
  const own = record.language === null ? undefined : texts.get(record.language);
  return (own ?? [...texts.values()][0])?.title ?? record.slug;
}
