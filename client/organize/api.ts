import { paths } from '#server/contract/paths.ts';
import type { Job, LibraryRecording } from '#server/contract/wire.ts';
import type { Http } from './http.ts';

/** One page of a list; the cursor is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Jobs and recordings as the organizers' pages ask for them. */
export interface OrganizerApi {
  jobs(cursor: string | null): Promise<Page<Job>>;
  job(id: string): Promise<Job>;
  log(id: string): Promise<string>;
  cancel(id: string): Promise<Job>;
  retry(id: string): Promise<Job>;
  /** @param filter a query without its question mark: see `GET /api/v1/recordings` */
  recordings(cursor: string | null, filter: string): Promise<Page<LibraryRecording>>;
  recording(id: string): Promise<LibraryRecording>;
  /** The stream of job news (text/event-stream). */
  events(signal: AbortSignal): Promise<Response>;
}

/** Jobs and recordings over the JSON API. */
export function createApi(http: Http): OrganizerApi {
  const list = (path: string, cursor: string | null) =>
    `${path}?limit=50${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
  return {
    jobs: (cursor) => http.get(list(paths.api.jobs(), cursor)),
    job: (id) => http.get(paths.api.job(id)),
    log: async (id) => (await http.ask(paths.api.jobLog(id))).text(),
    cancel: (id) => http.send('POST', paths.api.cancelJob(id)),
    retry: (id) => http.send('POST', paths.api.retryJob(id)),
    recordings: (cursor, filter) => http.get(`${list(paths.api.recordings(), cursor)}&${filter}`),
    recording: (id) => http.get(paths.api.recording(id)),
    events: (signal) => http.ask(paths.api.jobEvents(), { signal }),
  };
}
