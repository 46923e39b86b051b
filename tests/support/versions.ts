import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaptionEntry, VersionManifest } from '#server/transcode/manifest.ts';
import type { TestApp } from './app.ts';

const sound: VersionManifest['audioTracks'][number] = {
  ...{ id: 'audio-1', language: 'en', label: 'English', isDefault: true, channels: 2, codecs: 'mp4a.40.2' },
  ...{ peakBitrateBps: 1, averageBitrateBps: 1, playlist: 'audio-1/index.m3u8', loudness: null },
};

/**
 * Lets a recording play a whole version, as a row and a folder, where nothing of its files is asked for: what was
 * queued to make one is dropped, and the version before it retires.
 */
export function showWhole(
  app: Pick<TestApp, 'db' | 'catalogue' | 'dataDir'>,
  o: {
    recordingId: string;
    editNumber?: number;
    durationMs?: number;
    captions?: CaptionEntry[];
    hasSound?: boolean;
  },
): void {
  const { recordingId, editNumber = 1, durationMs = 5000, captions = [] } = o;
  const manifest: VersionManifest = {
    ...{ stage: 'lasting', masterPlaylist: 'master.m3u8', durationMs, captions },
    video: { width: 320, height: 180, frameRate: 25 },
    ...{ renditions: [], downloads: [], chapters: [] },
    audioTracks: o.hasSound ? [sound] : [],
    ...{ poster: null, storyboard: null, scenes: null },
  };
  const { db } = app;
  const id = editNumber.toString(16).padStart(32, '0');
  const folder = join(app.dataDir, 'hls', recordingId, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'master.m3u8'), '#EXTM3U\n');
  db.prepare("UPDATE jobs SET state = 'cancelled' WHERE recording_id = ? AND state = 'queued'").run(
    recordingId,
  );
  db.prepare('DELETE FROM versions WHERE recording_id = ?').run(recordingId);
  db.prepare(`INSERT INTO versions
    (id, recording_id, state, is_complete, manifest, duration_ms, edit_number, created_ms)
    VALUES (?, ?, 'whole', 1, ?, ?, ?, 1)`).run(
    id,
    ...[recordingId, JSON.stringify(manifest), durationMs, editNumber],
  );
  const talkIds = db.prepare<[string], number>('SELECT talk_id FROM recordings WHERE id = ?').pluck();
  app.catalogue.touch(talkIds.all(recordingId));
}
