import type { Lock, Locker } from '@tus/utils';

interface Turn {
  begin: () => void;
  requestRelease: () => void | Promise<void>;
}

/**
 * One request at a time may work on an upload. Who wants to asks whoever does to give way (a client that comes back has
 * lost its former connection, even if that is not known here yet) and waits for its turn. The package's own lock asks
 * in a busy loop.
 * @param o.onWanted told that an upload somebody works on is wanted by another
 * @param o.onFailed hears of one that could not be asked; who asked still gets its turn when it comes
 */
export function createUploadLocks(o: {
  onWanted: (id: string) => void;
  onFailed: (error: unknown) => void;
}): Locker {
  const queues = new Map<string, Turn[]>();

  const ask = async ({ requestRelease }: Turn) => requestRelease();

  const newLock = (id: string): Lock => {
    let mine: Turn | null = null;
    const leave = (turn: Turn) => {
      const queue = queues.get(id) ?? [];
      const wasFirst = queue[0] === turn;
      const left = queue.filter((one) => one !== turn);
      if (left.length === 0) queues.delete(id);
      else queues.set(id, left);
      if (wasFirst) left[0]?.begin();
    };
    return {
      lock(signal, requestRelease) {
        return new Promise((resolve, reject) => {
          const turn: Turn = { begin: resolve, requestRelease };
          mine = turn;
          const queue = queues.get(id) ?? [];
          queues.set(id, [...queue, turn]);
          const holder = queue[0];
          if (holder === undefined) return resolve();
          signal.addEventListener('abort', () => {
            if (queues.get(id)?.[0] === turn) return;
            leave(turn);
            reject(new Error('The request was given up while it waited for its turn.'));
          });
          o.onWanted(id);
          ask(holder).catch(o.onFailed);
        });
      },
      async unlock() {
        if (mine !== null) leave(mine);
        mine = null;
      },
    };
  };
  return { newLock };
}
