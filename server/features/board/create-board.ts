import type { Router } from 'express';
import type { Db } from '#server/db/open.ts';
import type { Change, ChangeLog } from '../accounts/change-log.ts';
import { readBoard } from './board.ts';
import { createOptOut } from './opt-out.ts';
import { type BoardRoutesDeps, boardRoutes } from './routes.ts';
import { createBoardStore } from './store.ts';
import { createBoardWatch } from './watch.ts';

/** The capability "board", wired: its routes, and the watch that must be closed. */
export function createBoard(deps: {
  db: Db;
  changes: ChangeLog;
  touch: (talkIds: readonly number[]) => void;
  recordings: {
    publishMany: BoardRoutesDeps['publishMany'];
    standing: { publishedOfTalk: (talkId: number) => string[] };
    publication: { unpublish: (id: string, by: Change['actor']) => Promise<void> };
  };
  /** How often it is looked what changed, while somebody listens. */
  watchEveryMs?: number | undefined;
}): { router: Router; close: () => void } {
  const { recordings } = deps;
  const store = createBoardStore(deps.db);
  const watch = createBoardWatch({
    read: (which) => readBoard(store, { ...which, nowMs: Date.now() }),
    changeMark: store.changeMark,
    everyMs: deps.watchEveryMs,
  });
  const optOut = createOptOut({
    ...deps,
    store,
    publishedOfTalk: recordings.standing.publishedOfTalk,
    unpublish: recordings.publication.unpublish,
  });
  return {
    router: boardRoutes({ store, watch, optOut, publishMany: recordings.publishMany }),
    close: watch.close,
  };
}
