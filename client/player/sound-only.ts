import type { Recording } from '#server/contract/wire.ts';
import { liveMessages } from '../i18n/live.ts';
import { savesData } from '../offline/save-data.ts';
import type { PlayerHandle } from './handle.ts';
import { createLineBar } from './sound-only-bar.ts';
import { soundOnly } from './sound-only-engine.ts';
import { watchLine } from './watch-line.ts';

/**
 * Lets viewers do without the picture: a page of the settings, an offer when the line is too slow, and the poster in
 * the picture's place. Says what Save-Data does.
 */
export function offerSoundOnly({ video, store, addSettings }: PlayerHandle): void {
  const words = liveMessages('line');
  const hasPicture = () => store.get().recording?.hasVideo ?? true;
  const turn = (isOn: boolean) => soundOnly.set({ isOn });
  const bar = createLineBar({ words, onListen: () => turn(true), onPicture: () => turn(false) });
  video.closest('media-controller')?.after(bar.part);

  addSettings(() => {
    const { isOn } = soundOnly.get();
    const option = (label: string, wanted: boolean) => ({
      label,
      isChecked: isOn === wanted,
      choose: () => turn(wanted),
    });
    return {
      label: words.picture,
      value: isOn ? words.soundOnly : words.on,
      options: hasPicture() ? [option(words.on, false), option(words.soundOnly, true)] : [],
    };
  });

  // Behind the picture that is not there, so that captions stay readable before it.
  const drawPoster = () => {
    const url = store.get().recording?.posterUrl;
    // Also where a talk was kept without its picture.
    const isWanted = soundOnly.get().isOn || (video.readyState > 0 && video.videoWidth === 0);
    video.style.background = url && isWanted ? `url("${url}") center / contain no-repeat` : '';
  };
  for (const name of ['loadedmetadata', 'resize']) video.addEventListener(name, drawPoster);

  soundOnly.subscribe(({ isOn }) => {
    bar.show(isOn ? 'listening' : null);
    drawPoster();
  });
  if (!hasPicture()) return;
  if (savesData()) {
    let isTold = false;
    // What there is to choose from is known a moment after the player is there.
    store.subscribe(({ renditions }) => {
      if (isTold || renditions.length < 2) return;
      isTold = true;
      if (!soundOnly.get().isOn) bar.show('saving');
    });
  }
  watchLine({
    video,
    neededBps: () => smallestBps(store.get().recording),
    onSlow: () => !soundOnly.get().isOn && bar.show('slow'),
  });
}

/** Bits a second of the smallest picture with its sound; null where that is not known. */
function smallestBps(recording: Recording | null): number | null {
  if (!recording?.durationMs) return null;
  const sizes = recording.downloads.filter(({ kind }) => kind === 'video').map(({ sizeBytes }) => sizeBytes);
  return sizes.length === 0 ? null : (Math.min(...sizes) * 8 * 1000) / recording.durationMs;
}
