import { request } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Sends a body to an address.
 * @returns the status; rejects where the connection breaks
 */
export function send(o: {
  url: string;
  method: 'PATCH' | 'PUT';
  headers: Readonly<Record<string, string>>;
  body: Readable;
}): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(o.url, { method: o.method, headers: o.headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', reject);
    });
    outgoing.on('error', reject);
    pipeline(o.body, outgoing).catch(reject);
  });
}
