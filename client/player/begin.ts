import { whenPlayer } from './handle.ts';
import { readIslandData } from './island-data.ts';
import { isNext } from './next-mark.ts';
import { wantsHlsEngine } from './preferred-engine.ts';
import { offerPress } from './press-to-play.ts';
import { whenWanted } from './when-wanted.ts';

/**
 * Lets the talk page's picture wait as a poster with a button, so that the page is read before the player is loaded. The
 * player comes when somebody is there, with all that it needs in one go; pressed before that, it plays as soon as it can.
 * It comes at once where it has something to say: while a recording is being prepared, and as the next of a row.
 */
export function beginPlayer(place: HTMLElement): void {
  const { recording, talkSlug } = readIslandData(place);
  const video = document.createElement('video');
  let isBegun = false;
  const begin = () => {
    if (isBegun) return;
    isBegun = true;
    loadAhead(video);
    import('./mount.ts').then(
      ({ mountPlayer }) => mountPlayer(place, video),
      () => {
        isBegun = false; // asked for again at the next press
      },
    );
  };
  if (recording?.status !== 'ready' || isNext(talkSlug)) {
    begin();
    return;
  }
  offerPress(place, video, begin);
  keepKey();
  whenWanted(begin);
}

/** What `mount.ts` will ask for, beside it instead of after it; failures show where it is asked for. */
function loadAhead(video: HTMLVideoElement): void {
  import('./player.ts').catch(() => undefined);
  if (wantsHlsEngine(video)) import('./hls-engine.ts').catch(() => undefined);
}

/** A key that was meant for the player before it was there is pressed again when it is. */
function keepKey(): void {
  const note = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
    if (!isPlain || event.target !== document.body || event.defaultPrevented) return;
    if (event.key === ' ') event.preventDefault();
    removeEventListener('keydown', note);
    const { key, code, shiftKey } = event;
    void whenPlayer().then(() => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }),
      );
    });
  };
  addEventListener('keydown', note);
  void whenPlayer().then(() => removeEventListener('keydown', note));
}
