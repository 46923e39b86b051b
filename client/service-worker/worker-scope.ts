/** The parts of a service worker's world that are used here: TypeScript's own library of it excludes that of pages. */
export interface WorkerScope extends EventTarget {
  registration: { navigationPreload?: { enable(): Promise<void> } };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

export interface LifetimeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface InstallEvent extends LifetimeEvent {
  /** Requests that the worker is not woken for (Service Workers, static routing); not in every browser. */
  addRoutes?(rules: { condition: { urlPattern: string }; source: 'network' }[]): Promise<void>;
}

export interface FetchEvent extends LifetimeEvent {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

export const worker = globalThis as unknown as WorkerScope; // a service worker’s global object is one
