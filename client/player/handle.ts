import type { Actions } from './actions.ts';
import type { PlayerIslandData } from './island-data.ts';
import type { PlayerState } from './state.ts';
import type { Store } from './store.ts';
import type { MenuPage } from './views/menu.ts';

/** What the rest of the talk page may ask of its player: transcript, share, keeping the place, saving lines. */
export interface PlayerHandle {
  video: HTMLVideoElement;
  data: PlayerIslandData;
  /** The player’s state; `recording` in it is the newest known one. */
  store: Store<PlayerState>;
  actions: Actions;
  /** Marks moments on the seek bar (what a search found), in seconds; none takes the marks away. */
  markMoments(seconds: readonly number[]): void;
  /** A further page of the settings menu, asked for at each opening. */
  addSettings(page: () => MenuPage): void;
}

const { promise, resolve } = Promise.withResolvers<PlayerHandle>();

/** The talk page’s player, as soon as there is something to watch. */
export function whenPlayer(): Promise<PlayerHandle> {
  return promise;
}

/** Tells those who wait that the player is there. */
export function announcePlayer(handle: PlayerHandle): void {
  resolve(handle);
}
