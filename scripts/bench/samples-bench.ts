import { compose } from '#server/compose.ts';
import { readConfig } from '#server/kernel/config.ts';

export interface SamplesTiming {
  /** From the moment the portal was up, for the last of the eight. */
  playableMs: number;
  readyMs: number;
}

/**
 * Brings up a portal with the example in an empty library and waits for its sample recordings.
 * @param o.onMilestone told of each recording that became playable or ready
 */
export async function timeSamples(o: {
  dataDir: string;
  onMilestone: (sentence: string) => void;
}): Promise<SamplesTiming> {
  const rostrum = await compose(
    readConfig({ ...process.env, DATA_DIR: o.dataDir, EXAMPLE: 'on', LOG_LEVEL: 'error' }),
  );
  try {
    const startedMs = performance.now();
    const talkCount = () => rostrum.catalogue.exampleTalkIds().length;
    return await new Promise<SamplesTiming>((resolve, reject) => {
      let [playable, ready, playableMs] = [0, 0, 0];
      rostrum.events.on('', (name, { error }) => {
        const ms = performance.now() - startedMs;
        if (name === 'job.failed') reject(new Error(String(error)));
        if (name === 'version.playable') {
          playable++;
          playableMs = ms;
          o.onMilestone(`${playable} playable after ${(ms / 1000).toFixed(1)} s`);
        }
        if (name !== 'version.whole') return;
        ready++;
        o.onMilestone(`${ready} ready after ${(ms / 1000).toFixed(1)} s`);
        if (ready === talkCount()) resolve({ playableMs, readyMs: ms });
      });
      rostrum.startBackground();
    });
  } finally {
    await rostrum.stop();
  }
}
