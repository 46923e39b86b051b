import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Rostrum } from '#server/compose.ts';
import type { WorkTuning } from '#server/compose-work.ts';
import { readConfig } from '#server/kernel/config.ts';

export interface TestApp extends Rostrum {
  /** Where it listens, without a trailing slash. */
  url: string;
  dataDir: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Stops, and deletes the library unless it was given. */
  close(): Promise<void>;
}

/**
 * The composed portal on a library of its own and a free port; nothing runs in the background unless asked for.
 * @param o.env as the operator would set it; EXAMPLE=off and LOG_LEVEL=silent unless given
 * @param o.dataDir an existing library to open again
 */
export async function startApp(
  o: { env?: NodeJS.ProcessEnv; dataDir?: string; runsBackground?: boolean; tuning?: WorkTuning } = {},
): Promise<TestApp> {
  const dataDir = o.dataDir ?? mkdtempSync(join(tmpdir(), 'rostrum-test-'));
  const rostrum = await compose(
    readConfig({
      EXAMPLE: 'off',
      LOG_LEVEL: 'silent',
      FFMPEG_PATH: process.env.FFMPEG_PATH,
      FFPROBE_PATH: process.env.FFPROBE_PATH,
      ...o.env,
      DATA_DIR: dataDir,
    }),
    o.tuning,
  );
  const server = createServer(rostrum.app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (o.runsBackground) rostrum.startBackground();
  return {
    ...rostrum,
    url,
    dataDir,
    fetch: (path, init) => fetch(`${url}${path}`, init),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rostrum.stop();
      if (o.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
