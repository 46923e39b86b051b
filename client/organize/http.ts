import { createContext, use } from 'react';
import { ApiProblem, type ProblemDetails } from './api-problem.ts';

/** The JSON API behind a browser session; every call throws {@link ApiProblem}, or TypeError without a network. */
export interface Http {
  get<T>(path: string, options?: { signal?: AbortSignal }): Promise<T>;
  /** Sends JSON (or a file as it is) and gives the answer's JSON; null where the answer has none. */
  send<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    options?: { ifMatch?: string; headers?: Readonly<Record<string, string>>; signal?: AbortSignal },
  ): Promise<T>;
  /** The answer itself, for streams and text. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** Asks in the reader's language; `onSignedOut` hears of a session that is over. */
export function createHttp(options: { language: string; onSignedOut: () => void }): Http {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('accept-language', options.language);
    const response = await fetch(path, { ...init, cache: 'no-store', credentials: 'same-origin', headers });
    if (response.ok) return response;
    if (response.status === 401) options.onSignedOut();
    throw await problemOf(response);
  };
  // Our own API: its shapes are those of the contract.
  const read = async <T>(response: Response): Promise<T> =>
    (response.status === 204 ? null : await response.json()) as T;

  return {
    ask,
    get: async (path, { signal } = {}) => read(await ask(path, { ...(signal && { signal }) })),
    send: async (method, path, body, { ifMatch, headers, signal } = {}) =>
      read(
        await ask(path, {
          method,
          ...(signal && { signal }),
          ...bodyOf(body),
          headers: {
            ...(body !== undefined && !(body instanceof Blob) && { 'content-type': 'application/json' }),
            ...(ifMatch !== undefined && { 'if-match': ifMatch }),
            ...headers,
          },
        }),
      ),
  };
}

function bodyOf(body: unknown): { body?: BodyInit } {
  if (body === undefined) return {};
  return { body: body instanceof Blob ? body : JSON.stringify(body) };
}

/** Problem details (RFC 9457) as an error; something between us and the portal may have answered without them. */
async function problemOf(response: Response): Promise<ApiProblem> {
  let details: ProblemDetails = {};
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null) details = body as ProblemDetails; // members are checked where used
  } catch {
    // Not JSON.
  }
  const sentence = [details.detail, details.title].find((text) => typeof text === 'string');
  return new ApiProblem(response.status, sentence ?? `HTTP ${response.status}`, details);
}

const HttpContext = createContext<Http | null>(null);

export const HttpProvider = HttpContext.Provider;

/** The API of whoever is signed in. */
export function useHttp(): Http {
  const http = use(HttpContext);
  if (http === null) throw new Error('useHttp is used without a signed-in organizer.');
  return http;
}
