import { paths } from '#server/contract/paths.ts';
import type { Job, LibraryRecording } from '#server/contract/wire.ts';

/** One page of a list; the cursor is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What the portal answered instead of what was asked for; the message is its sentence for people. */
export class ApiProblem extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** The JSON API as the organizers' pages use it; every call throws {@link ApiProblem}, or TypeError without a network. */
export interface OrganizerApi {
  jobs(cursor: string | null): Promise<Page<Job>>;
  job(id: string): Promise<Job>;
  log(id: string): Promise<string>;
  cancel(id: string): Promise<Job>;
  retry(id: string): Promise<Job>;
  recordings(cursor: string | null): Promise<Page<LibraryRecording>>;
  recording(id: string): Promise<LibraryRecording>;
  /** The stream of job news (text/event-stream). */
  events(signal: AbortSignal): Promise<Response>;
}

/** Asks the API with the operator's token (RFC 6750); `onRefused` hears of a token that is not taken. */
export function createApi(options: { token: string; language: string; onRefused: () => void }): OrganizerApi {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(path, {
      ...init,
      cache: 'no-store',
      headers: { authorization: `Bearer ${options.token}`, 'accept-language': options.language },
    });
    if (response.ok) return response;
    if (response.status === 401) options.onRefused();
    throw new ApiProblem(response.status, await sentenceOf(response));
  };
  // Our own API, described by the same types.
  const json = async <T>(path: string, init?: RequestInit) => (await (await ask(path, init)).json()) as T;
  const list = (path: string, cursor: string | null) =>
    `${path}?limit=50${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;

  return {
    jobs: (cursor) => json(list(paths.api.jobs(), cursor)),
    job: (id) => json(paths.api.job(id)),
    log: async (id) => (await ask(paths.api.jobLog(id))).text(),
    cancel: (id) => json(paths.api.cancelJob(id), { method: 'POST' }),
    retry: (id) => json(paths.api.retryJob(id), { method: 'POST' }),
    recordings: (cursor) => json(list(paths.api.recordings(), cursor)),
    recording: (id) => json(paths.api.recording(id)),
    events: (signal) => ask(paths.api.jobEvents(), { signal }),
  };
}

/** The problem's own sentence (RFC 9457), or its status where there is none. */
async function sentenceOf(response: Response): Promise<string> {
  try {
    const problem: unknown = await response.json();
    if (typeof problem === 'object' && problem !== null) {
      const { detail, title } = problem as { detail?: unknown; title?: unknown }; // checked just below
      if (typeof detail === 'string') return detail;
      if (typeof title === 'string') return title;
    }
  } catch {
    // Not JSON: something between us and the portal answered.
  }
  return `HTTP ${response.status}`;
}
