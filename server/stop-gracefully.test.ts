import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { prepareGracefulStop } from './stop-gracefully.ts';

const size = 8 * 1024 * 1024;

async function startSlowRead(graceMs: number) {
  const server = createServer((_req, res) => res.end(Buffer.alloc(size)));
  const stop = prepareGracefulStop(server, graceMs);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve) => get({ port }, resolve));
  response.pause();
  return { stop, response, port };
}

it('lets a slow reader have every byte, and takes no new one', async () => {
  const { stop, response, port } = await startSlowRead(5000);
  const closed = stop();
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  let got = 0;
  for await (const chunk of response) {
    got += (chunk as Buffer).length;
    await sleep(2);
  }
  await closed;
  expect(got).toBe(size);
});

it('ends a reader who never finishes', async () => {
  const { stop, response } = await startSlowRead(300);
  response.on('error', () => undefined);
  const startedMs = performance.now();
  await stop();
  expect(performance.now() - startedMs).toBeLessThan(2000);
  expect(response.complete).toBe(false);
});
