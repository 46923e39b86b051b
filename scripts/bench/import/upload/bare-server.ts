import { createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** What uploads are measured against: every body goes into a file, and nothing else happens. node bare-server.ts FILE */
const [file = ''] = process.argv.slice(2);
const server = createServer((req, res) => {
  pipeline(req, createWriteStream(file, { flush: true })).then(
    () => res.writeHead(204).end(),
    (error: unknown) => res.destroy(error instanceof Error ? error : new Error(String(error))),
  );
});
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`up at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
