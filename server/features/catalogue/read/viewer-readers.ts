import type { Db } from '#server/db/open.ts';
import { createCardStore } from './card-store.ts';
import { createConferenceListing } from './conference-listing.ts';
import { createConferenceStore } from './conference-store.ts';
import { createConferenceReaders } from './conferences.ts';
import { createFaceStore } from './face-store.ts';
import { createFaces } from './faces.ts';
import { createProgrammeStore } from './programme-store.ts';
import { recordingView } from './recording-view.ts';
import { createSpeakerStore } from './speaker-store.ts';
import { createSpeakerReaders } from './speakers.ts';
import { createTalkCards } from './talk-cards.ts';
import { createTalkListStore } from './talk-list-store.ts';
import { createTalkListing } from './talk-listing.ts';
import { createTalkListingStore } from './talk-listing-store.ts';
import { createTalkStore } from './talk-store.ts';
import { createTalkReaders } from './talks.ts';

/** Readers of conferences, talks and speakers for viewers: what the public views of a connection say is there. */
export function createViewerReaders(db: Db) {
  const talkCards = createTalkCards(createCardStore(db));
  const conferences = createConferenceStore(db);
  const speakers = createSpeakerStore(db);
  const talks = createTalkStore(db);
  const faces = createFaces(createFaceStore(db));
  const listing = createConferenceListing({ store: createProgrammeStore(db), talkCards });
  return {
    talkCards,
    ...createConferenceReaders({ store: conferences, talkCards, faces, listing }),
    ...createTalkListing({ store: createTalkListingStore(db), talkCards }),
    ...createTalkReaders({
      ...{ talks, lists: createTalkListStore(db), conferences, speakers, talkCards, faces },
      recordingOf(talkId) {
        const row = talks.recording(talkId);
        return row && recordingView(row);
      },
    }),
    ...createSpeakerReaders({ store: speakers, talkCards, faces }),
    movedConference: faces.movedConference,
  };
}
