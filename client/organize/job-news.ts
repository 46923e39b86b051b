import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Job } from '#server/contract/wire.ts';
import type { OrganizerApi } from './api.ts';
import { ApiProblem } from './api-problem.ts';
import { readEvents } from './event-stream.ts';
import { applyJob } from './job-cache.ts';

/** How the line to the portal is; `lost` and `again` carry the moment it changed (ISO). */
export type Line = { is: 'connecting' } | { is: 'live' } | { is: 'again' } | { is: 'lost'; since: string };

const firstDelayMs = 1_000;
const longestDelayMs = 10_000;
/** The portal sends a heartbeat every 15 s. */
const silenceMs = 40_000;
const againShownMs = 4_000;

/** Follows the news of all jobs into the query cache, and comes back by itself after a lost connection. */
export function useJobNews(api: OrganizerApi): Line {
  const client = useQueryClient();
  const [line, setLine] = useState<Line>({ is: 'connecting' });

  useEffect(() => {
    const abort = new AbortController();
    let delayMs = firstDelayMs;
    let wasLost = false;
    let isFollowing = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const connected = () => {
      delayMs = firstDelayMs;
      setLine({ is: wasLost ? 'again' : 'live' });
      if (!wasLost) return;
      wasLost = false;
      // What ended meanwhile is no news any more.
      void client.invalidateQueries();
      timer = setTimeout(() => setLine({ is: 'live' }), againShownMs);
    };
    const lost = () => {
      if (!wasLost) setLine({ is: 'lost', since: new Date().toISOString() });
      wasLost = true;
      clearTimeout(timer);
      timer = setTimeout(follow, delayMs);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    };
    const follow = async () => {
      if (isFollowing) return;
      isFollowing = true;
      clearTimeout(timer);
      const request = new AbortController();
      const stop = () => request.abort();
      abort.signal.addEventListener('abort', stop);
      let silence: ReturnType<typeof setTimeout> | undefined;
      const beat = () => {
        clearTimeout(silence);
        silence = setTimeout(stop, silenceMs);
      };
      try {
        beat();
        const response = await api.events(request.signal);
        connected();
        await readEvents(response, {
          onBeat: beat,
          // Our own API, described by the same type.
          onEvent: ({ name, data }) => name.startsWith('job.') && applyJob(client, JSON.parse(data) as Job),
        });
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return;
      } finally {
        isFollowing = false;
        clearTimeout(silence);
        abort.signal.removeEventListener('abort', stop);
      }
      if (!abort.signal.aborted) lost();
    };

    void follow();
    window.addEventListener('online', () => void (wasLost && follow()), { signal: abort.signal });
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, client]);

  return line;
}
