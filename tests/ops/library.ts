import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApp } from '../support/app.ts';
import { ffmpeg } from '../support/clips.ts';

/** A folder that goes when the test does. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'rostrum-ops-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A clip of two seconds whose picture is its own, so that its bytes are. */
export async function tinyClip(folder: string, name: string, color: string): Promise<string> {
  const file = join(folder, name);
  await ffmpeg([
    ...['-f', 'lavfi', '-i', `color=${color}:size=320x180:rate=25:duration=2`],
    ...[
      '-f',
      'lavfi',
      '-i',
      'sine=duration=2',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-c:a',
      'aac',
      file,
    ],
  ]);
  return file;
}

/** Takes a file into the library of an app. */
export async function take(app: TestApp, file: string): Promise<{ recordingId: string }> {
  const outcome = await app.work.recordings.intake.take({ file, path: file.slice(1), isMoved: false });
  if (outcome.kind !== 'taken') throw new Error(`not taken: ${outcome.reason}`);
  return outcome;
}
