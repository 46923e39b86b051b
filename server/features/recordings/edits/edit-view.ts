import { posix } from 'node:path';
import { paths } from '#server/contract/paths.ts';
import type { RecordingEdits } from '#server/contract/wire.ts';
import { readManifest } from '#server/transcode/manifest.ts';
import { isoTime } from '../job-wire.ts';
import type { VersionStore } from '../versions/store.ts';
import { boundsOf, existing } from './existing.ts';
import { readEditList, spanOf } from './map-time.ts';
import type { EditedRow, EditStore } from './store.ts';

/** What whoever edits a recording needs to know of it, read in a handful of statements. */
export function createEditView(deps: {
  edits: EditStore;
  versions: VersionStore;
  originalMs: (row: EditedRow) => Promise<number | null>;
  now: () => number;
}) {
  const { edits, versions, now } = deps;

  /** Of the versions that are still there, the one that shows most; of two as long, the better one. */
  const previewOf = (row: EditedRow): RecordingEdits['preview'] => {
    const there = versions
      .of(row.id)
      .filter((version) => version.state !== 'retired' || (version.served_until_ms ?? 0) > now());
    const rank = { whole: 2, retired: 1, growing: 0 };
    const [shown] = there.toSorted((a, b) => b.duration_ms - a.duration_ms || rank[b.state] - rank[a.state]);
    if (shown === undefined) return null;
    const manifest = readManifest(shown.manifest);
    const urlOf = (path: string) => paths.versionFile(row.id, shown.id, posix.normalize(path));
    return {
      playlistUrl: urlOf(manifest.masterPlaylist),
      storyboardUrl: manifest.storyboard === null ? null : urlOf(manifest.storyboard.path),
      startMs: edits.listOf(row.id, shown.edit_number)?.[0]?.[0] ?? 0,
      durationMs: shown.duration_ms,
      width: manifest.video?.width ?? null,
      height: manifest.video?.height ?? null,
    };
  };

  const historyOf = (row: EditedRow): RecordingEdits['edits'] => {
    const written = edits.edits(row.id);
    const lastPrivate = written.findLast((edit) => edit.is_private === 1)?.number ?? 0;
    // A recording that was never edited has nothing written down.
    const all =
      written.length > 0
        ? written
        : [{ number: row.edit_number, edit_list: row.edit_list, is_private: 0, created_ms: null }];
    return all.map((edit) => ({
      number: edit.number,
      span: spanOf(readEditList(edit.edit_list)),
      isPrivate: edit.is_private === 1,
      createdAt: edit.created_ms === null ? null : isoTime(edit.created_ms),
      canComeBack: edit.number !== row.edit_number && edit.number >= lastPrivate,
    }));
  };

  const other = (id: string | undefined | null) => {
    const row = id == null ? undefined : edits.of(id);
    return row === undefined ? null : { id: row.id, title: row.title };
  };

  /** @throws {AppError} `not_found` */
  return async (id: string): Promise<RecordingEdits> => {
    const originalDurationMs = await deps.originalMs(existing(edits, id));
    const row = existing(edits, id);
    return {
      recordingId: row.id,
      title: row.title,
      arrivedAs: row.arrived_as,
      conferenceId: row.conference_id,
      talkId: row.talk_id,
      editNumber: row.edit_number,
      span: spanOf(readEditList(row.edit_list)),
      bounds: spanOf(boundsOf(edits.edits(row.id))),
      originalDurationMs,
      isReady: versions
        .of(row.id)
        .some((v) => v.state !== 'retired' && v.is_complete === 1 && v.edit_number === row.edit_number),
      isCut: row.cut_ms !== null,
      edits: historyOf(row),
      preview: previewOf(row),
      replacement: other(edits.replacing(row.id)[0]?.id),
      replaces: other(row.replaces_id),
      alsoFrom: edits
        .othersOf(row.original_id, row.id)
        .map(({ id: otherId, title, cut_ms }) => ({ id: otherId, title, isCut: cut_ms !== null })),
    };
  };
}
