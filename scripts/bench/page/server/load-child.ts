// Load in a process of its own: load-child.ts paced|saturated FILE, where FILE is JSON of a LoadOrder. Prints JSON.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { startLoad } from '../../import/programmes/paced-load.ts';

/** Which pages are asked for, how fast, and how long. */
export interface LoadOrder {
  urls: readonly string[];
  perSecond: number;
  durationMs: number;
  connections: number;
}

/** What a server stands when each connection asks again as soon as it is answered. */
export interface Saturation {
  perSecond: number;
  failures: number;
}

/** As a browser that takes everything. */
const headers = { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'en' };

const [kind, path = ''] = process.argv.slice(2);
const order = JSON.parse(readFileSync(path, 'utf8')) as LoadOrder; // written by measure-server.ts
const report = kind === 'paced' ? await paced() : await saturated();
process.stdout.write(`${JSON.stringify(report)}\n`);

async function paced() {
  const stop = startLoad({ ...order, headers });
  await sleep(order.durationMs);
  return stop();
}

async function saturated(): Promise<Saturation> {
  const [first = ''] = order.urls;
  let begun = 0;
  const result = await autocannon({
    url: new URL(first).origin,
    connections: order.connections,
    duration: order.durationMs / 1000,
    headers,
    setupClient(client) {
      // Each connection begins at another page.
      const at = Math.floor((begun++ * order.urls.length) / order.connections);
      const turned = [...order.urls.slice(at), ...order.urls.slice(0, at)];
      client.setRequests(turned.map((url) => ({ method: 'GET', path: pathOf(url), headers })));
    },
  });
  return { perSecond: result['2xx'] / result.duration, failures: result.non2xx + result.errors };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
