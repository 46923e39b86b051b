import { setTimeout as sleep } from 'node:timers/promises';
import type { MadeUpFile } from './made-up-file.ts';
import { send } from './send.ts';

/** Speaks tus 1.0.0 to a portal, as somebody with an API token. */
export function createTusSender(o: { origin: () => string; token: string }) {
  const headers = { Authorization: `Bearer ${o.token}`, 'Tus-Resumable': '1.0.0' };
  return {
    /** @returns the path of the new upload */
    async create(file: MadeUpFile, name: string): Promise<string> {
      const answer = await fetch(`${o.origin()}/api/v1/uploads`, {
        method: 'POST',
        headers: {
          ...headers,
          'Upload-Length': String(file.sizeBytes),
          'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')}`,
        },
      });
      const path = answer.headers.get('location');
      if (answer.status !== 201 || path === null)
        throw new Error(`No upload was made: ${await answer.text()}`);
      return path;
    },
    async offset(path: string): Promise<number> {
      const answer = await fetch(`${o.origin()}${path}`, { method: 'HEAD', headers });
      if (answer.status !== 200) throw new Error(`HEAD was answered ${answer.status}.`);
      return Number(answer.headers.get('upload-offset'));
    },
    /** Sends a file from an offset to its end; rejects where the connection breaks. */
    send: (path: string, file: MadeUpFile, offset: number, pace: { bytesPerSecond?: number } = {}) =>
      send({
        url: `${o.origin()}${path}`,
        method: 'PATCH',
        headers: {
          ...headers,
          'Content-Type': 'application/offset+octet-stream',
          'Content-Length': String(file.sizeBytes - offset),
          'Upload-Offset': String(offset),
        },
        body: file.read(offset, pace),
      }),
    /** What has become of an upload that is whole, and the hash of what arrived. */
    async ended(path: string): Promise<{ state: string; sha256: string | null; reason: string | null }> {
      for (;;) {
        const answer = await fetch(`${o.origin()}${path}`, { headers });
        const upload = (await answer.json()) as {
          state: string;
          sha256: string | null;
          reason: string | null;
        };
        if (upload.state !== 'checking') return upload;
        await sleep(50);
      }
    },
  };
}

export type TusSender = ReturnType<typeof createTusSender>;
