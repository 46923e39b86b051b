import type { UiLanguage } from '#server/contract/languages.ts';
import type { Speaker, Talk } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import { type Actor, mayOrganize } from '../../accounts/actor.ts';
import type { ListingQuery } from './conference-listing.ts';
import type { ListedConference } from './conferences.ts';
import { createPreviewStore, openPreviewConnection, type Shown } from './preview-store.ts';
import { createViewerReaders } from './viewer-readers.ts';

/**
 * Pages of things that are not public, read by the very code that reads public ones: drafts for those who organize them,
 * unlisted talks for whoever has their address. The connection is opened when it is first needed.
 */
export function createPreviews(file: string) {
  let opened: {
    db: Db;
    store: ReturnType<typeof createPreviewStore>;
    readers: ReturnType<typeof createViewerReaders>;
  } | null = null;
  const open = () => {
    if (opened) return opened;
    const db = openPreviewConnection(file);
    opened = { db, store: createPreviewStore(db), readers: createViewerReaders(db) };
    return opened;
  };
  const named = (conferenceId: number | null): Shown[] =>
    conferenceId === null ? [] : [['named', conferenceId]];

  return {
    /** A talk by its random address; under that address it stands in the answer. */
    unlisted(key: string, language: UiLanguage): Talk | null {
      if (!/^[0-9a-f]{32}$/.test(key)) return null;
      const { store, readers } = open();
      const row = store.unlisted(key);
      if (row === null) return null;
      const talk = store.showing([['unlisted', row.id], ...named(row.conference_id)], () =>
        readers.talkById(row.id, language),
      );
      return talk && { ...talk, slug: key };
    },

    talk(slug: string, language: UiLanguage, actor: Actor | null): Talk | null {
      const { store, readers } = open();
      const row = store.talk(slug);
      if (row === null || !mayOrganize(actor, [row.conference_id])) return null;
      return store.showing([['talk', row.id], ...named(row.conference_id)], () =>
        readers.talkById(row.id, language),
      );
    },

    /** With its drafts: what there will be. */
    conference(
      slug: string,
      language: UiLanguage,
      query: ListingQuery,
      actor: Actor | null,
    ): ListedConference | null {
      const { store, readers } = open();
      const id = store.conference(slug);
      if (id === null || !mayOrganize(actor, [id])) return null;
      return store.showing([['conference', id]], () => readers.conferenceListing(slug, language, query));
    },

    /** With the drafts of those conferences alone that the one who asks organizes. */
    speaker(slug: string, language: UiLanguage, actor: Actor | null): Speaker | null {
      const { store, readers } = open();
      const row = store.speaker(slug);
      if (row === null || actor === null) return null;
      const own = store.talksOf(row.id).filter((talk) => mayOrganize(actor, [talk.conference_id]));
      if (own.length === 0) return null;
      const shown = own.flatMap((talk): Shown[] => [['talk', talk.id], ...named(talk.conference_id)]);
      const found = store.showing(shown, () => readers.speaker(slug, language));
      return found?.kind === 'found' ? found.speaker : null;
    },

    close(): void {
      opened?.db.close();
      opened = null;
    },
  };
}
