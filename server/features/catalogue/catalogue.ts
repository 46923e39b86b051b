import type { UiLanguage } from '#server/contract/languages.ts';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import { createMatchStore } from './match-store.ts';
import { createHomeReaders } from './read/home.ts';
import { createLibraryStore } from './read/library-store.ts';
import { createPreviews } from './read/previews.ts';
import type { FoundTalk } from './read/talks.ts';
import { createViewerReaders } from './read/viewer-readers.ts';
import { type StagedProgrammeInput, stagedProgrammeSchema } from './staged-programme.ts';
import { theOneCalled } from './write/find-conference.ts';
import type { ImportReport } from './write/import-report.ts';
import { createReconciliation } from './write/reconciliation.ts';
import { titleSortKey } from './write/talk-finder.ts';
import { makeTalk } from './write/write-talk.ts';

/**
 * The catalogue of conferences, talks and speakers: readers for viewers (public things only, in the reader's language) and
 * writers for imports and commands.
 * @param o.onTalksChanged told inside the transaction which talks to index again
 * @param o.onTalksImported the same of imports, which go on in threads and commands of their own
 */
export function createCatalogue(o: {
  db: Db;
  onTalksChanged: (talkIds: readonly number[]) => void;
  onTalksImported: (talkIds: readonly number[]) => void;
}) {
  const { db } = o;
  const readers = createViewerReaders(db);
  const { talkCards } = readers;
  const previews = createPreviews(db.name);

  const touching = (tell: (talkIds: readonly number[]) => void) => (talkIds: readonly number[]) =>
    db
      .transaction(() => {
        library.bump();
        if (talkIds.length > 0) tell(talkIds);
      })
      .immediate();
  const touch = touching(o.onTalksChanged);

  const reconciliation = createReconciliation({ db, touch: touching(o.onTalksImported) });
  const { stores: writers } = reconciliation;
  const { library } = writers;

  const applyAll = (programme: StagedProgrammeInput, isDraft: boolean) =>
    reconciliation.apply(stagedProgrammeSchema.parse(programme), {
      decisions: { accept: 'all', overwrite: new Set(), shows: isDraft ? 'draft' : 'public' },
    });

  return {
    /** What importing a programme would change, and changing it. */
    reconciliation,

    ...readers,

    /** A public talk by its slug, the slug it has moved to, or an unlisted one by its random address. */
    talk(slug: string, language: UiLanguage): FoundTalk {
      const found = readers.talk(slug, language);
      if (found !== null) return found;
      const talk = previews.unlisted(slug, language);
      return talk && { kind: 'found', talk, isListed: false };
    },

    /** Pages of drafts, for those who organize them. */
    previews,

    ...createHomeReaders({
      store: createLibraryStore(db),
      talkCards,
      listConferences: readers.listConferences,
      conferenceCount: readers.conferenceCount,
      topics: readers.topics,
    }),
    ...createMatchStore(db),

    /**
     * What viewers see of these talks has changed: the library's revision grows and the talks are indexed again. Called
     * inside the transaction of the change.
     */
    touch,

    /**
     * Writes a programme in one transaction: all of it or nothing.
     * @param options.isDraft new things are drafts; otherwise all are public at once
     * @throws {AppError} `invalid`
     */
    applyProgramme(programme: StagedProgrammeInput, options: { isDraft?: boolean } = {}): ImportReport {
      return applyAll(programme, options.isDraft ?? false);
    },

    /**
     * Writes the example, unless the library has or had anything in it.
     * @returns null where it was left alone
     */
    applyExample(programme: StagedProgrammeInput): ImportReport | null {
      return db
        .transaction(() => {
          if (!library.isFresh()) return null;
          library.markExampleLoaded(Date.now());
          return applyAll(programme, false);
        })
        .immediate();
    },

    /** Deletes the example's talks, conference and speakers, for good: it does not come back at the next start. */
    removeExample(): { conferences: number; talks: number; speakers: number } {
      return db
        .transaction(() => {
          const talkIds = library.sampleTalks();
          const removed = library.dropSamples();
          library.markExampleLoaded(Date.now());
          touch(talkIds);
          return removed;
        })
        .immediate();
    },

    /**
     * A conference of the library by its slug or title, draft or public.
     * @throws {AppError} `invalid` where two have that title
     */
    knownConference(name: string): { slug: string; timeZone: string; language: string } | null {
      const found = writers.conferences.bySlug(name) ?? theOneCalled(writers.conferences, name);
      return found && { slug: found.slug, timeZone: found.time_zone, language: found.language };
    },

    /** Whether there is a conference of that slug, draft or public. */
    hasConference: (slug: string) => writers.conferences.bySlug(slug) !== null,

    /** Numbers of the talks that came with the example. */
    exampleTalkIds: () => library.sampleTalks(),

    /**
     * Makes a draft talk that has a title only.
     * @param draft.conferenceSlug the conference it belongs to, draft or public
     * @throws {AppError} `not_found` where there is no such conference
     */
    makeDraftTalk(draft: { title: string; language?: string; conferenceSlug?: string | undefined }): {
      talkId: number;
      slug: string;
      guid: string;
    } {
      return db
        .transaction(() => {
          const conference = draft.conferenceSlug ? writers.conferences.bySlug(draft.conferenceSlug) : null;
          if (draft.conferenceSlug && conference === null)
            throw new AppError('not_found', `There is no conference ${draft.conferenceSlug}.`);
          const language = draft.language ?? conference?.language ?? languageOf(draft.title);
          const { talks } = writers;
          const conferenceId = conference?.id ?? null;
          const { id, slug, guid } = makeTalk(
            { talks, now: Date.now(), trackId: () => null },
            {
              staged: { at: draft.title, texts: { [language]: { title: draft.title } } },
              ...{ conferenceId, position: talks.nextPosition(conferenceId), isDraft: true, isSample: false },
            },
          );
          const sortKey = titleSortKey(draft.title);
          const text = { title: draft.title, subtitle: null, abstract: null, abstract_html: null };
          talks.putText(id, { language, ...text, sort_key: sortKey });
          // Nobody sees it yet, but recordings may be matched to it.
          library.bump();
          return { talkId: id, slug, guid };
        })
        .immediate();
    },

    /**
     * Makes a talk public; its slug is frozen from the first time on.
     * @throws {AppError} `not_found`
     */
    publishTalk(talkId: number): void {
      db.transaction(() => {
        const record = writers.talks.byId(talkId);
        if (record === null) throw new AppError('not_found', `There is no talk number ${talkId}.`);
        if (record.visibility === 'public') return;
        const now = Date.now();
        const published = {
          ...record,
          visibility: 'public' as const,
          first_public_ms: record.first_public_ms ?? now,
        };
        writers.talks.update(published, now);
        writers.talks.keepSlug(record.slug, talkId);
        touch([talkId]);
      }).immediate();
    },
  };
}

export type Catalogue = ReturnType<typeof createCatalogue>;

function languageOf(title: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title)) return 'ja';
  return /\p{Script=Cyrillic}/u.test(title) ? 'ru' : 'en';
}
