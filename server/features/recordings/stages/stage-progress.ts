import type { VersionManifest } from '#server/transcode/manifest.ts';
import type { EngineProgress } from '#server/transcode/stage.ts';

/** How much of the whole work making the first version is: next to nothing where it is copied. */
const shares = { copied: 0.02, encoded: 0.25 };

/** The share of the whole work that is done with a first version. */
export function firstShare(manifest: Pick<VersionManifest, 'renditions'>): number {
  const isCopied = manifest.renditions.some(({ origin }) => origin === 'copied');
  return isCopied ? shares.copied : shares.encoded;
}

/**
 * Turns how far the first stage is into how far the whole work is, and estimates the time left of both stages.
 * @param o.pace how many ms lasting work lately took for each ms of a recording; null where none was done yet
 */
export function createFirstProgress(o: { pace: number | null; startedMs: number; now: () => number }) {
  let share = shares.copied;
  let durationMs: number | null = null;

  const lastingMs = (firstLeftMs: number): number => {
    if (o.pace !== null && durationMs !== null) return o.pace * durationMs;
    const firstMs = o.now() - o.startedMs + firstLeftMs;
    return (firstMs * (1 - shares.encoded)) / shares.encoded;
  };

  return {
    onProbed(found: { durationMs: number | null }): void {
      durationMs = found.durationMs;
    },
    onPlayable(manifest: Pick<VersionManifest, 'renditions'>): void {
      share = firstShare(manifest);
    },
    of({ ratio, step, remainingMs }: Pick<EngineProgress, 'ratio' | 'step' | 'remainingMs'>) {
      return {
        progress: ratio * share,
        step,
        remainingMs: remainingMs === null ? null : remainingMs + lastingMs(remainingMs),
      };
    },
  };
}
