import type { LibraryRecording } from '#server/contract/wire.ts';
import type { Job } from '#server/jobs/queue.ts';
import { readManifest, type VersionManifest } from '#server/transcode/manifest.ts';
import { recordingStatus } from '../../catalogue/read/recording-status.ts';
import { readEditList, spanOf } from '../edits/map-time.ts';
import { isoTime, toWireJob } from '../job-wire.ts';
import type { VersionRow } from '../versions/store.ts';
import type { LibraryRecordingRow } from './store.ts';

/** A recording with all that is known about it, as organizers see it. */
export function toLibraryRecording(
  row: LibraryRecordingRow,
  o: { versions: readonly VersionRow[]; job: Job | null },
): LibraryRecording {
  const known = o.versions.map((version) => ({ version, manifest: readManifest(version.manifest) }));
  const shown =
    known.find(({ version }) => version.state === 'whole') ??
    known.find(({ version }) => version.state === 'growing');
  const state = shown?.version.state;
  const told = recordingStatus({
    versionState: state === 'whole' || state === 'growing' ? state : null,
    jobState: o.job?.state ?? null,
  });
  const status = told === 'failed' && o.job?.state === 'cancelled' ? 'cancelled' : told;
  return {
    id: row.id,
    conference:
      row.conference_id === null
        ? null
        : {
            id: row.conference_id,
            title: row.conference_title ?? String(row.conference_id),
            timeZone: row.time_zone ?? 'UTC',
          },
    talk:
      row.talk_slug === null || row.talk_id === null
        ? null
        : {
            id: row.talk_id,
            slug: row.talk_slug,
            title: row.talk_title ?? row.talk_slug,
            isPublic: row.talk_visibility === 'public',
          },
    arrivedAs: row.arrived_as,
    arrivedAt: isoTime(row.arrived_ms),
    sizeBytes: row.size_bytes,
    publication: row.publication,
    isPrimary: row.is_primary === 1,
    releaseAt: row.release_at_ms === null ? null : isoTime(row.release_at_ms),
    matchNote: row.match_note,
    status,
    error: status === 'failed' ? (row.error ?? o.job?.error ?? null) : null,
    editNumber: row.edit_number,
    span: spanOf(readEditList(row.edit_list)),
    durationMs: shown?.version.duration_ms ?? null,
    ...factsOf(shown?.manifest),
    versions: known.map(({ version, manifest }) => ({
      id: version.id,
      state: version.state,
      stage: manifest.stage,
      durationMs: version.duration_ms,
      createdAt: isoTime(version.created_ms),
      servedUntil: version.served_until_ms === null ? null : isoTime(version.served_until_ms),
    })),
    job: o.job === null ? null : toWireJob(o.job),
  };
}

function factsOf(manifest: VersionManifest | undefined) {
  return {
    renditions: (manifest?.renditions ?? []).map((rendition) => ({
      name: rendition.name,
      width: rendition.width,
      height: rendition.height,
      frameRate: rendition.frameRate,
      codecs: rendition.codecs,
      origin: rendition.origin,
      sizeBytes: rendition.sizeBytes,
      averageBitrateBps: rendition.averageBitrateBps,
      peakBitrateBps: rendition.peakBitrateBps,
    })),
    audioTracks: (manifest?.audioTracks ?? []).map((track) => ({
      id: track.id,
      language: track.language,
      label: track.label,
      isDefault: track.isDefault,
      channels: track.channels,
      codecs: track.codecs,
      averageBitrateBps: track.averageBitrateBps,
      loudness: track.loudness,
    })),
    captionLanguages: (manifest?.captions ?? []).map((caption) => caption.language),
    chapters: manifest?.chapters ?? [],
    hasStoryboard: manifest?.storyboard != null,
  };
}
