import { answerFile, answerMedia, answerPage, answerSegment, answerTalk } from './answers.ts';
import { keepsNothing } from './kept-media.ts';
import { routeOf } from './routes.ts';
import { dropOtherShells, storeShell } from './shell.ts';
import { type FetchEvent, type InstallEvent, type LifetimeEvent, worker } from './worker-scope.ts';

/** Never woken for these. */
const pastUs = [
  '/organize',
  '/organize/*',
  '/images/*',
  '/api/v1/uploads*',
  '/api/v1/organize/*',
  '/embed/*',
];

const on = <E extends Event>(name: string, listener: (event: E) => void) =>
  worker.addEventListener(name, (event) => listener(event as E)); // the name says which kind of event it is

on<InstallEvent>('install', (event) => {
  const routing = event.addRoutes?.(
    pastUs.map((urlPattern) => ({ condition: { urlPattern }, source: 'network' as const })),
  );
  event.waitUntil(Promise.all([routing, storeShell()]).then(() => worker.skipWaiting()));
});

on<LifetimeEvent>('activate', (event) => {
  const preload = worker.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([preload, dropOtherShells()]).then(() => worker.clients.claim()));
});

on<FetchEvent>('fetch', (event) => {
  switch (routeOf(event.request, location.origin)) {
    case 'page':
      return event.respondWith(answerPage(event));
    case 'file':
      return event.respondWith(answerFile(event));
    case 'talk':
      return event.respondWith(answerTalk(event));
    case 'segment':
      return keepsNothing() ? undefined : event.respondWith(answerSegment(event));
    case 'media':
      return keepsNothing() ? undefined : event.respondWith(answerMedia(event));
    case null:
      return undefined;
  }
});
