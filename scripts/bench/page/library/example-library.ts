import { setTimeout as sleep } from 'node:timers/promises';
import { serveLibrary } from './serve.ts';

const patienceMs = 15 * 60_000;

/**
 * Makes the library that a fresh machine has: the example's programme with its sample recordings, all of them ready.
 * @param dataDir an empty folder
 * @throws where they are not ready after a quarter of an hour
 */
export async function makeExampleLibrary(dataDir: string, say: (sentence: string) => void): Promise<void> {
  const portal = await serveLibrary({ dataDir, example: 'on' });
  try {
    const untilMs = Date.now() + patienceMs;
    for (let told = -1; ; ) {
      const { ready, all } = await countReady(portal.url);
      if (ready !== told) say(`${ready} of ${all} recordings of the example are ready`);
      told = ready;
      if (all > 0 && ready === all) return;
      if (Date.now() > untilMs) throw new Error('The example’s recordings do not become ready.');
      await sleep(1000);
    }
  } finally {
    await portal.stop();
  }
}

async function countReady(url: string): Promise<{ ready: number; all: number }> {
  const answer = await fetch(`${url}/api/v1/talks?limit=50&lang=en`);
  // Our own API, described by server/contract.
  const { items } = (await answer.json()) as { items: Array<{ slug: string }> };
  const states = await Promise.all(
    items.map(async ({ slug }) => {
      const talk = await fetch(`${url}/api/v1/talks/${slug}?lang=en`);
      const { recording } = (await talk.json()) as { recording: { status: string } | null };
      return recording?.status;
    }),
  );
  return { ready: states.filter((status) => status === 'ready').length, all: items.length };
}
