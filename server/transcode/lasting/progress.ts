import type { EngineProgress } from '../stage.ts';

/** What packaging takes of the time of everything before it, and at least. */
const PACKAGE_SHARE = 0.04;
const PACKAGE_LEAST_MS = 400;

/** Below this share of a part its speed is not known well enough. */
const LEAST_SHARE = 0.005;

/**
 * Reports a run as time: the share that has passed of the time it will take by the speed measured so far. Things made
 * at the same time are as far as the slowest. Never goes back, however the speed changes.
 * @param parts what is made at the same time
 */
export function createRunProgress(o: {
  parts: readonly string[];
  report: (progress: EngineProgress) => void;
  now?: () => number;
}) {
  const { now = () => performance.now() } = o;
  const startedMs = now();
  /** How far each part was when it last told. */
  const done = new Map(o.parts.map((part) => [part, { share: 0, elapsedMs: 0 }]));
  let lastSpeed: number | null = null;
  let partsStartedMs = startedMs;
  let packaging: { expectedMs: number } | null = null;
  let ratio = 0;

  const tell = (step: string, remainingMs: number | null, speed: number | null) => {
    const elapsedMs = now() - startedMs;
    if (remainingMs !== null) {
      ratio = Math.max(ratio, Math.min(0.99, elapsedMs / Math.max(1, elapsedMs + remainingMs)));
    }
    o.report({ step, ratio, speed, remainingMs: remainingMs === null ? null : Math.round(remainingMs) });
  };
  const packageMs = (totalMs: number) => PACKAGE_LEAST_MS + PACKAGE_SHARE * totalMs;

  return {
    begin(step: string) {
      tell(step, null, null);
    },
    /** The parts begin now: what went before says nothing about their speed. */
    beginParts() {
      partsStartedMs = now();
    },
    /** @param share of the part, 0 to 1 */
    advance(part: string, share: number, speed: number | null = null) {
      const elapsedMs = now() - partsStartedMs;
      done.set(part, { share: Math.max(done.get(part)?.share ?? 0, Math.min(1, share)), elapsedMs });
      lastSpeed = speed ?? lastSpeed;
      const all = [...done.values()];
      const isKnown = all.every((d) => d.share >= LEAST_SHARE);
      // What has not told anything since goes on as fast as it did.
      const left = all.map((d) => (d.share === 1 ? 0 : Math.max(0, d.elapsedMs / d.share - elapsedMs)));
      const longestMs = isKnown ? Math.max(...left) : null;
      tell('encode', longestMs === null ? null : longestMs + packageMs(elapsedMs + longestMs), lastSpeed);
    },
    /** @param share of packaging, 0 to 1 */
    pack(share: number) {
      packaging ??= { expectedMs: packageMs(now() - partsStartedMs) };
      tell('package', packaging.expectedMs * (1 - share), null);
    },
    end() {
      ratio = 1;
      o.report({ step: 'package', ratio, speed: null, remainingMs: 0 });
    },
  };
}

export type RunProgress = ReturnType<typeof createRunProgress>;
