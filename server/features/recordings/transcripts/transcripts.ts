import { captionsOf } from '#server/contract/caption-keys.ts';
import type { TranscriptCue } from '#server/contract/passages.ts';
import type { Recording } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import type { CaptionStore } from '../captions/store.ts';
import { mapSpans, readEditList } from '../edits/map-time.ts';
import { createTranscriptStore } from './store.ts';

/** The words of a recording in one of its languages, on the timeline of what is shown. */
export interface Transcript {
  language: string | null;
  label: string;
  /** The track's name in an address. */
  key: string;
  cues: TranscriptCue[];
}

export interface Transcripts {
  /**
   * The words of a recording that a viewer was found to be allowed to see.
   * @param key a track's language or id (`und` = nobody knows); without it those in the spoken language, else the first
   * @returns null where there is no such track
   */
  of(recording: Recording, o: { key: string | null; spokenLanguage: string | null }): Transcript | null;
}

/** Reads transcripts: exactly the caption tracks that the version shown tells of. */
export function createTranscripts({ db, captions }: { db: Db; captions: CaptionStore }): Transcripts {
  const store = createTranscriptStore(db);
  return {
    of(recording, { key, spokenLanguage }) {
      const tracks = captionsOf(recording.tracks);
      const track =
        key === null
          ? (tracks.find(({ language }) => language !== null && language === spokenLanguage) ?? tracks[0])
          : tracks.find((each) => each.key === key || each.id === key);
      const row = track && store.shown(recording.id);
      if (!row) return null;
      const cues = mapSpans(readEditList(row.edit_list), captions.cues(track.id));
      return cues.length === 0
        ? null
        : { language: track.language, label: track.label, key: track.key, cues };
    },
  };
}
