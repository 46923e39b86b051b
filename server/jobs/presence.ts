import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWorkerDead, workerIdentity } from '#server/kernel/worker-identity.ts';

const touchEveryMs = 5000;
const freshForMs = 20_000;

/** Which processes work on a library's jobs, as files in `DATA_DIR/workers/`: for commands that would rather wait for them. */
export interface Presence {
  /** Says that this process works; gives the function that takes it back. */
  announce(): () => void;
  /** Whether another process works on jobs. */
  hasOthers(): boolean;
}

/** @param folder absolute; made where it is missing */
export function createPresence(folder: string): Presence {
  mkdirSync(folder, { recursive: true });
  const own = workerIdentity().replaceAll(':', '_');
  const isFresh = (name: string): boolean => {
    try {
      return Date.now() - statSync(join(folder, name)).mtimeMs < freshForMs;
    } catch {
      return false;
    }
  };
  return {
    announce() {
      for (const name of readdirSync(folder)) {
        if (isWorkerDead(name.replaceAll('_', ':'))) rmSync(join(folder, name), { force: true });
      }
      const file = join(folder, own);
      writeFileSync(file, '');
      const timer = setInterval(() => {
        try {
          utimesSync(file, new Date(), new Date());
        } catch {
          // A full disk or a library taken away: commands then do the work themselves, which harms nobody.
        }
      }, touchEveryMs);
      timer.unref();
      return () => {
        clearInterval(timer);
        rmSync(file, { force: true });
      };
    },
    hasOthers: () =>
      readdirSync(folder).some(
        (name) => name !== own && !isWorkerDead(name.replaceAll('_', ':')) && isFresh(name),
      ),
  };
}
