import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on the loopback that only counts who comes. */
export async function openListener() {
  let connections = 0;
  const server = createServer((_, response) => response.end());
  server.on('connection', () => connections++);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A TCP server gives an object here.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/secret.ts`,
    connections: () => connections,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
