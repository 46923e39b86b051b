import { randomBytes } from 'node:crypto';
import { paths } from '#server/contract/paths.ts';
import type { CaptionReport, CaptionTrack } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import { notFound } from '#server/kernel/http.ts';
import type { ChangeLog } from '../../accounts/change-log.ts';
import { mapSpans, readEditList } from '../edits/map-time.ts';
import type { EditedRow, EditStore } from '../edits/store.ts';
import type { By } from '../publication.ts';
import type { RecordingStore } from '../store.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import type { VersionStore } from '../versions/store.ts';
import type { VersionFolders } from '../versions/version-folders.ts';
import { languageLabel } from './caption-files.ts';
import { fitCues, onOriginal, outside } from './fit-cues.ts';
import { type Cue, readCaptionFile } from './read-captions.ts';
import { createShowCaptions } from './show-captions.ts';
import type { CaptionStore, CaptionTrackRow } from './store.ts';
import { writeSubRip } from './write-subrip.ts';
import { writeWebVtt } from './write-webvtt.ts';

export interface CaptionTracksDeps {
  db: Db;
  store: RecordingStore;
  edits: EditStore;
  captions: CaptionStore;
  versions: VersionStore;
  folders: VersionFolders;
  talks: TalkDirectory;
  changes: ChangeLog;
  events: Events;
  now?: () => number;
}

/**
 * The caption tracks of a recording, as organizers change them. They are kept on the original's timeline and come and go on
 * that of what the recording shows. A track that is deleted or replaced can be taken back for 30 days.
 */
export function createCaptionTracks(deps: CaptionTracksDeps) {
  const { db, store, edits, captions, versions, talks, changes, events, now = Date.now } = deps;
  const { show, showAll } = createShowCaptions(deps);

  const recordingOf = (id: string): EditedRow => {
    const row = edits.of(id);
    if (row === undefined) throw notFound('such recording');
    return row;
  };
  const trackOf = (row: EditedRow, key: string): CaptionTrackRow => {
    const found = captions
      .of(row.original_id)
      .filter((track) => track.id === key || (track.language ?? 'und') === key);
    const [track] = found;
    if (track === undefined) throw notFound('such caption track');
    if (found.length > 1)
      throw new AppError(
        'conflict',
        'There are several tracks in this language: name the one meant by its id.',
      );
    return track;
  };
  const shown = (row: EditedRow, track: CaptionTrackRow): Cue[] =>
    mapSpans(readEditList(row.edit_list), captions.cues(track.id));
  const wire = (row: EditedRow, track: CaptionTrackRow): CaptionTrack => {
    const cues = shown(row, track);
    return {
      id: track.id,
      language: track.language,
      label: track.label,
      source: track.is_machine_made === 1 ? 'machine' : track.source,
      cues: cues.length,
      endsMs: cues.at(-1)?.endMs ?? null,
      at: new Date(track.created_ms).toISOString(),
      webVttUrl: `${paths.api.caption(row.id, track.id)}?format=vtt`,
      subRipUrl: `${paths.api.caption(row.id, track.id)}?format=srt`,
    };
  };
  const named = (row: EditedRow, id: string) => ({
    entity: 'caption' as const,
    entityId: id,
    conferenceId: row.conference_id,
    title: row.title,
  });

  /** Everybody who shows this original shows its captions as they are now. */
  const showEverywhere = async (originalId: string) => {
    const recordings = store.ofOriginal(originalId);
    for (const recording of recordings) await show(recording.id, originalId);
    talks.touch([...new Set(recordings.flatMap(({ talk_id }) => (talk_id === null ? [] : [talk_id])))]);
  };

  const replace = db.transaction((row: EditedRow, language: string, cues: readonly Cue[], by: By) => {
    const old = captions
      .of(row.original_id)
      .filter((track) => track.language === language || (track.language === null && language === 'und'));
    const list = readEditList(row.edit_list);
    const kept = old.flatMap((track) => outside(captions.cues(track.id), list));
    const id = randomBytes(8).toString('hex');
    const tag = language === 'und' ? null : language;
    for (const track of old) captions.setDeleted(track.id, now());
    const all = [...kept, ...onOriginal(cues, list)].sort((one, other) => one.startMs - other.startMs);
    captions.insert(
      {
        ...{ id, original_id: row.original_id, language: tag, label: languageLabel(tag) },
        ...{ source: 'file', is_default: 0, created_ms: now() },
      },
      all,
    );
    changes.note({
      ...{ actor: by, action: old.length > 0 ? 'replaced' : 'created', ...named(row, id) },
      before: old.length > 0 ? { tracks: old.map((track) => track.id) } : null,
      after: { recordingId: row.id, language, cues: cues.length },
    });
    return { id, isNew: old.length === 0 };
  });

  const remove = db.transaction((row: EditedRow, track: CaptionTrackRow, by: By) => {
    const list = readEditList(row.edit_list);
    const kept = outside(captions.cues(track.id), list);
    captions.setDeleted(track.id, now());
    // Another recording of the same original goes on showing its part.
    if (kept.length > 0)
      captions.insert(
        { ...track, id: randomBytes(8).toString('hex'), source: 'file', created_ms: now() },
        kept,
      );
    changes.note({
      ...{ actor: by, action: 'deleted', ...named(row, track.id) },
      before: { recordingId: row.id, language: track.language, cues: captions.facts(track.id).cues },
      after: null,
    });
  });

  const restore = db.transaction((row: EditedRow, id: string, by: By) => {
    const track = captions.byId(id);
    if (track === null || track.original_id !== row.original_id || captions.facts(id).cues === 0)
      throw notFound('such caption track in the bin');
    if (track.deleted_ms === null) return;
    for (const other of captions.of(row.original_id))
      if (other.language === track.language && other.source === 'file') captions.setDeleted(other.id, now());
    captions.setDeleted(id, null);
    changes.note({
      actor: by,
      action: 'restored',
      ...named(row, id),
      before: null,
      after: { recordingId: row.id },
    });
  });

  return {
    /** @throws {AppError} `not_found` */
    list(recordingId: string): CaptionTrack[] {
      const row = recordingOf(recordingId);
      return captions
        .of(row.original_id)
        .map((track) => wire(row, track))
        .filter(({ cues }) => cues > 0);
    },

    /**
     * Takes a file of captions for a language, in place of those that are there; viewers see it at once.
     * @param o.language BCP 47, `und` for none
     * @throws {AppError} `not_found`, `unsupported_media`, `too_large`, `invalid`
     */
    async put(o: { recordingId: string; language: string; bytes: Buffer; fileName: string; by: By }) {
      const row = recordingOf(o.recordingId);
      const file = readCaptionFile(o.bytes, o.fileName, o.language);
      const durationMs = versions
        .of(row.id)
        .find(({ state, is_complete }) => state !== 'retired' && is_complete === 1)?.duration_ms;
      const { cues, oddities } = fitCues(file.cues, durationMs ?? null);
      if (cues.length === 0)
        throw new AppError(
          'invalid',
          'Every cue begins after the end of the recording: these are the captions of another one.',
        );
      const said = file.language?.toLowerCase().split('-')[0];
      const other = said !== undefined && said !== '' && said !== o.language.split('-')[0]?.toLowerCase();
      const { id, isNew } = replace.immediate(row, o.language, cues, o.by);
      await showEverywhere(row.original_id);
      events.emit('captions.added', { path: o.fileName, language: o.language });
      const track = captions.byId(id);
      if (track === null) throw notFound('such caption track');
      const report: CaptionReport = {
        format: file.format,
        read: file.cues.length,
        kept: cues.length,
        oddities: [
          ...(other
            ? [
                {
                  line: null,
                  what: `The file says that it is in “${file.language?.slice(0, 20)}”: it was taken as “${o.language}”, as you said.`,
                },
              ]
            : []),
          ...file.oddities,
          ...oddities,
        ],
      };
      return { isNew, answer: { track: wire(row, track), report } };
    },

    /** A track as a file. @throws {AppError} `not_found` */
    file(
      recordingId: string,
      key: string,
      format: 'vtt' | 'srt',
    ): { text: string; track: CaptionTrackRow; row: EditedRow } {
      const row = recordingOf(recordingId);
      const track = trackOf(row, key);
      const cues = shown(row, track);
      return { text: format === 'vtt' ? writeWebVtt(cues) : writeSubRip(cues), track, row };
    },

    /** @throws {AppError} `not_found` */
    async remove(recordingId: string, key: string, by: By): Promise<string> {
      const row = recordingOf(recordingId);
      const track = trackOf(row, key);
      remove.immediate(row, track, by);
      await showEverywhere(row.original_id);
      return track.id;
    },

    /** Takes a deleted track back, in place of what is there in its language now. @throws {AppError} `not_found` */
    async restore(recordingId: string, id: string, by: By): Promise<CaptionTrack> {
      const row = recordingOf(recordingId);
      restore.immediate(row, id, by);
      await showEverywhere(row.original_id);
      return wire(row, trackOf(row, id));
    },

    /** Lets the versions of a recording show the captions that are stored now. */
    showOne: show,
    /** Lets all versions show the captions that are stored now: for a start after whatever happened. */
    reconcile: showAll,

    /** What was deleted 30 days ago goes for good. */
    purge: () => db.transaction(() => captions.purge(now() - 30 * 86_400_000)).immediate(),
  };
}

export type CaptionTracks = ReturnType<typeof createCaptionTracks>;
