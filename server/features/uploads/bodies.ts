import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { ERRORS } from '@tus/utils';

/**
 * The bodies of requests under way. The package wraps each into a web stream and two more on its way to the store,
 * which costs half of the speed, and more memory than the portal itself: it gets none, and the store reads the request.
 */
export interface Bodies {
  /** Works on a request, whose body can be read within. */
  during<T>(body: IncomingMessage, work: () => Promise<T>): Promise<T>;
  /** Reads the body of the request that is worked on, for an upload. */
  read(id: string, work: (body: IncomingMessage, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Ends the reading for an upload: a newer request for it has come. What has arrived stays. */
  giveWay(id: string): void;
}

/** Keeps the bodies of requests where the store finds them. */
export function createBodies(): Bodies {
  const current = new AsyncLocalStorage<IncomingMessage>();
  const reading = new Map<string, AbortController>();
  return {
    during: (body, work) => current.run(body, work),
    async read(id, work) {
      const body = current.getStore();
      if (body === undefined) throw new Error('A store was written to outside of a request.');
      const stopping = new AbortController();
      reading.set(id, stopping);
      try {
        await work(body, stopping.signal);
      } catch (error) {
        throw stopping.signal.aborted ? ERRORS.ABORTED : error;
      } finally {
        reading.delete(id);
      }
    },
    giveWay: (id) => reading.get(id)?.abort(),
  };
}
