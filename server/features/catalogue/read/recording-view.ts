import { paths } from '#server/contract/paths.ts';
import type { Download, MediaTrack, Recording } from '#server/contract/wire.ts';
import { readManifest, type VersionManifest } from '#server/transcode/manifest.ts';
import { postersOf } from './posters.ts';
import { recordingStatus } from './recording-status.ts';
import type { RecordingRow } from './talk-store.ts';

/** The recording of a public talk as its viewers see it, made of its row, its version's manifest and its newest job. */
export function recordingView(row: RecordingRow): Recording {
  const status = recordingStatus({ versionState: row.version_state, jobState: row.job_state });
  const base = {
    id: row.id,
    status,
    editNumber: row.edit_number,
    progress: status === 'ready' ? 1 : (row.job_progress ?? 0),
    error: status === 'failed' ? (row.error ?? 'This recording could not be processed.') : null,
  };
  if (row.version_id === null || row.manifest === null) {
    return {
      ...base,
      durationMs: null,
      width: null,
      height: null,
      hasVideo: true,
      playlistUrl: null,
      posterUrl: null,
      storyboardUrl: null,
      chapters: [],
      tracks: [],
      downloads: [],
    };
  }
  const versionId = row.version_id;
  const manifest = readManifest(row.manifest);
  const url = (file: string) => paths.versionFile(row.id, versionId, file);
  return {
    ...base,
    durationMs: row.duration_ms,
    width: manifest.video?.width ?? null,
    height: manifest.video?.height ?? null,
    hasVideo: manifest.video !== null,
    playlistUrl: url(manifest.masterPlaylist),
    ...postersOf({ recording_id: row.id, version_id: versionId, poster: manifest.poster }),
    storyboardUrl: manifest.storyboard ? url(manifest.storyboard.path) : null,
    chapters: manifest.chapters,
    tracks: tracksOf(manifest, url),
    downloads: manifest.downloads.map(({ path, ...download }): Download => ({ ...download, url: url(path) })),
  };
}

function tracksOf(manifest: VersionManifest, url: (file: string) => string): MediaTrack[] {
  const captions = manifest.captions.map(
    (caption, index): MediaTrack => ({
      kind: 'captions',
      language: caption.language,
      label: caption.label,
      url: url(caption.path),
      isDefault: index === 0,
      ...(caption.isMachineMade && { isMachineMade: true }),
    }),
  );
  const audio = manifest.audioTracks.map(
    (track): MediaTrack => ({
      kind: 'audio',
      language: track.language,
      label: track.label,
      url: null,
      isDefault: track.isDefault,
    }),
  );
  return [...captions, ...audio];
}
