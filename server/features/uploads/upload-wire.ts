import { paths } from '#server/contract/paths.ts';
import type { Upload } from '#server/contract/wire.ts';
import type { ListedUpload } from './store.ts';

/** An upload as its sender sees it. */
export function toWireUpload(
  row: ListedUpload,
  o: { arrivedBytes: number; keptMs: number; seesRecording: boolean },
): Upload {
  return {
    id: row.id,
    url: paths.api.upload(row.id),
    path: row.path,
    conferenceId: row.conference_id,
    state: row.state,
    sizeBytes: row.size_bytes,
    offsetBytes: o.arrivedBytes,
    sha256: row.sha256,
    reason: row.reason,
    recording:
      row.recording_id === null || !o.seesRecording
        ? null
        : {
            id: row.recording_id,
            talk:
              row.recording_talk_slug === null
                ? null
                : {
                    slug: row.recording_talk_slug,
                    title: row.recording_talk_title ?? row.recording_talk_slug,
                  },
            note: row.match_note,
          },
    modifiedMs: modifiedMs(row.metadata),
    createdAt: new Date(row.created_ms).toISOString(),
    expiresAt: row.state === 'arriving' ? new Date(row.touched_ms + o.keptMs).toISOString() : null,
  };
}

function modifiedMs(metadata: string): number | null {
  const { lastModified } = JSON.parse(metadata) as { lastModified?: string | null }; // as the sender wrote it
  return /^\d{1,15}$/.test(lastModified ?? '') ? Number(lastModified) : null;
}
