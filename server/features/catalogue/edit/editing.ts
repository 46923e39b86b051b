import { randomUUID } from 'node:crypto';
import type { EditedSpeaker } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import { notFound } from '#server/kernel/http.ts';
import { type Actor, mayOrganize } from '../../accounts/actor.ts';
import type { ChangeLog } from '../../accounts/change-log.ts';
import { freeSlug, slugify } from '../text/slug.ts';
import { createConferenceWriteStore } from '../write/conference-store.ts';
import { createSpeakerWriteStore } from '../write/speaker-store.ts';
import { slugBase } from '../write/talk-slugs.ts';
import { createTalkWriteStore } from '../write/talk-store.ts';
import { createConferenceEditStore } from './conference-edit-store.ts';
import { type ConferencePatch, conferenceKind } from './conference-kind.ts';
import { createEditStore } from './edit-store.ts';
import { createEditor, type WriteContext } from './editor.ts';
import { fieldError } from './field-error.ts';
import { createEditListStore } from './list-store.ts';
import { createEditLists } from './lists.ts';
import { createSpeakerEditStore } from './speaker-edit-store.ts';
import { type SpeakerPatch, speakerKind } from './speaker-kind.ts';
import { createSpeakerNames } from './speaker-names.ts';
import { createTagStore } from './tag-store.ts';
import { createTags } from './tags.ts';
import { createTalkBillings } from './talk-billings.ts';
import { createTalkEditStore } from './talk-edit-store.ts';
import { type TalkPatch, talkKind } from './talk-kind.ts';

export interface EditingDeps {
  db: Db;
  changes: ChangeLog;
  /** Tells pages and search; called inside the transaction. */
  touch: (talkIds: readonly number[]) => void;
  hasImage: (id: string) => boolean;
  /** Whether a picture is public, theirs or of a conference they organize. */
  seesImage: (id: string, actor: Actor) => boolean;
  /** Whoever makes a conference organizes it. */
  organizes: (accountId: string | null, conferenceId: number) => void;
}

/** Conferences, talks, speakers and tags by hand: made, changed, taken back. */
export function createEditing(o: EditingDeps) {
  const { db, touch } = o;
  const edits = createEditStore(db);
  const talks = createTalkWriteStore(db);
  const conferences = createConferenceWriteStore(db);
  const speakers = createSpeakerWriteStore(db);
  const conferenceEdits = createConferenceEditStore(db);
  const speakerEdits = createSpeakerEditStore(db);
  const talkEdits = createTalkEditStore(db);
  const names = createSpeakerNames({ store: speakerEdits, speakers });
  const billings = createTalkBillings({
    ...{ store: talkEdits, talks, names },
    mayBill: (id, { actor, isUndo }) =>
      isUndo || speakerEdits.isPublic(id) || mayOrganize(actor, belongs.speaker(id, actor) ?? []),
  });
  const checkImage = (id: string, path: string, { actor, isUndo }: WriteContext) => {
    if (!(isUndo ? o.hasImage(id) : o.seesImage(id, actor)))
      throw fieldError(path, 'is no picture that there is: upload it first');
  };
  const parts = { db, store: edits, changes: o.changes };
  const conference = createEditor({
    ...parts,
    kind: conferenceKind({ store: conferenceEdits, conferences, checkImage, touch }),
  });
  const talk = createEditor({
    ...parts,
    kind: talkKind({ store: talkEdits, conferenceEdits, talks, conferences, billings, touch }),
  });
  const speaker = createEditor({
    ...parts,
    kind: speakerKind({ store: speakerEdits, speakers, names, checkImage, touch }),
  });
  const tags = createTags({
    ...{ db, edits, changes: o.changes, touch },
    store: createTagStore(db),
  });

  function createConference({ patch, actor }: { patch: ConferencePatch; actor: Actor }) {
    const title = Object.values(patch.texts ?? {}).find((text) => text?.title)?.title;
    if (!title) throw fieldError('texts', 'must have a title in at least one language');
    const language = patch.language ?? Object.keys(patch.texts ?? {})[0] ?? 'en';
    return conference.create({
      ...{ patch, actor },
      insert(now) {
        const id = conferences.insert(
          {
            ...{ guid: randomUUID(), acronym: null, language, start_day: null, end_day: null },
            ...{ time_zone: 'UTC', url: null, accent: null, licence: null },
            ...{ publish: 'review', visibility: 'draft', is_sample: 0 },
            slug: freeSlug(
              slugify(title) || 'conference',
              (slug) => conferenceEdits.slugOwner(slug) !== null,
            ),
          },
          now,
        );
        o.organizes(actor.id, id);
        return id;
      },
    });
  }

  function createTalk(given: { conferenceId: number | null; patch: TalkPatch; actor: Actor }) {
    const { conferenceId, patch, actor } = given;
    if (conferenceId !== null && edits.edition('conference', conferenceId) === null)
      throw fieldError('conferenceId', 'is no conference that there is');
    const texts = Object.fromEntries(
      Object.entries(patch.texts ?? {}).flatMap(([language, text]) =>
        text?.title ? [[language, { title: text.title }]] : [],
      ),
    );
    if (Object.keys(texts).length === 0)
      throw fieldError('texts', 'must have a title in at least one language');
    return talk.create({
      ...{ patch, actor },
      insert: (now) =>
        talks.insert(
          {
            ...{ guid: randomUUID(), conference_id: conferenceId, track_id: null, licence: null },
            ...{ recording_plan: 'will', visibility: 'draft', is_sample: 0, first_public_ms: null },
            language: patch.language ?? null,
            position: talks.nextPosition(conferenceId),
            slug: freeSlug(slugBase(texts, patch.language), (slug) => talks.isSlugTaken(slug, 0)),
          },
          now,
        ),
    });
  }

  function createSpeaker({ patch, actor }: { patch: SpeakerPatch; actor: Actor }) {
    const [first] = patch.names ?? [];
    if (first === undefined) throw fieldError('names', 'must have a name');
    return speaker.create({
      ...{ patch, actor },
      insert(now) {
        const latin = patch.names?.find(({ name }) => /\p{Script=Latin}/u.test(name)) ?? first;
        const slug = freeSlug(slugify(latin.name) || 'speaker', speakers.isSlugTaken);
        const id = speakers.insert(randomUUID(), slug, now);
        speakerEdits.setCreator(id, actor.id);
        return id;
      },
    });
  }

  /** To which conferences a thing belongs; null where there is none. */
  const belongs = {
    conference: (id: number) => (edits.edition('conference', id) === null ? null : [id]),
    talk: (id: number) => (edits.edition('talk', id) === null ? null : [talkEdits.conferenceOf(id) ?? null]),
    /** A speaker without a talk is whose account made it. */
    speaker(id: number, actor: Actor | null): Array<number | null> | null {
      const row = speakerEdits.speaker(id);
      if (row === null) return null;
      const own = row.created_by !== null && row.created_by === actor?.id ? [...actor.conferenceIds] : [];
      return [...speakerEdits.conferences(id), ...own];
    },
  };

  return {
    conference: { ...conference, create: createConference },
    talk: { ...talk, create: createTalk },
    speaker: { ...speaker, create: createSpeaker },
    tags,
    /** A speaker as somebody may see them: drafts of conferences that are not theirs are left out. */
    shownTo(actor: Actor, speaker: EditedSpeaker): EditedSpeaker {
      const seen = new Set(
        speakerEdits
          .talks(speaker.id)
          .filter((row) => row.is_public === 1 || mayOrganize(actor, [row.conference_id]))
          .map(({ id }) => id),
      );
      return { ...speaker, talks: speaker.talks.filter(({ id }) => seen.has(id)) };
    },
    lists: createEditLists(createEditListStore(db)),
    belongs,

    /** To which conferences the thing of a change belongs. */
    belongsChange(id: number, actor: Actor | null) {
      const row = edits.change(id);
      if (row === null) return null;
      const { entity, entity_id } = row;
      if (entity === 'speaker') return belongs.speaker(Number(entity_id), actor);
      return entity === 'talk' || entity === 'conference' ? belongs[entity](Number(entity_id)) : null;
    },

    /**
     * Takes the last change of a conference, talk or speaker back.
     * @throws {AppError} `conflict` where something has changed since
     */
    undo(changeId: number, actor: Actor) {
      const row = edits.change(changeId);
      if (row === null) throw notFound('such change');
      const editors = { conference, talk, speaker };
      if (row.entity !== 'conference' && row.entity !== 'talk' && row.entity !== 'speaker')
        throw notFound('such change');
      const { thing, change } = editors[row.entity].undo({ changeId, actor });
      return { entity: row.entity, id: thing.id, edition: thing.edition, change };
    },

    /** Whether somebody may put a talk into a conference, or have one without. */
    mayAddTalk: (actor: Actor, conferenceId: number | null) => mayOrganize(actor, [conferenceId]),
  };
}

export type Editing = ReturnType<typeof createEditing>;
