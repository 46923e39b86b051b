import { element } from './element.ts';
import styles from './seek-marks.module.css';

/** A stretch of the recording, in seconds. */
export interface Stretch {
  start: number;
  end: number;
}

/** What lies under and over the line of the seek bar, to scale with it; decoration, the words are said elsewhere. */
export interface SeekMarks {
  /** Under the control: the line itself and what of it is loaded. */
  under: HTMLElement;
  /** Over the control: chapters, found moments, the loop. Takes no pointer. */
  over: HTMLElement;
  setChapters(starts: readonly number[]): void;
  setMoments(seconds: readonly number[]): void;
  /** The loop, or its beginning alone while its end is not chosen; null = none. */
  setLoop(loop: { start: number; end: number | null } | null): void;
}

/** Draws marks along the seek bar of `video`; all places follow its length. */
export function createSeekMarks(video: HTMLVideoElement): SeekMarks {
  const buffered = element('div', { class: styles.layer });
  const chapters = element('div', { class: styles.layer });
  const moments = element('div', { class: styles.layer, 'data-moments': '' });
  const loop = element('div', { class: styles.layer, 'data-loop': '' });
  const under = element('div', { class: styles.under, 'aria-hidden': 'true' }, [buffered]);
  const over = element('div', { class: styles.over, 'aria-hidden': 'true' }, [loop, chapters, moments]);

  const lists = new Map<HTMLElement, { kind: string; stretches: readonly Stretch[] }>();
  const drawn = new Map<HTMLElement, string>();

  const draw = (layer: HTMLElement) => {
    const { duration } = video;
    const { kind = '', stretches = [] } = lists.get(layer) ?? {};
    const isKnown = Number.isFinite(duration) && duration > 0;
    const shares = (isKnown ? stretches : [])
      .filter(({ start }) => start <= duration)
      .map(({ start, end }) => [start / duration, Math.min(1, end / duration)] as const);
    const key = shares.map(([start, end]) => `${start.toFixed(4)}-${end.toFixed(4)}`).join();
    if (drawn.get(layer) === key) return;
    drawn.set(layer, key);
    layer.replaceChildren(
      ...shares.map(([start, end]) => {
        const mark = element('span', { class: styles[kind], 'data-mark': kind });
        mark.style.insetInlineStart = `${start * 100}%`;
        if (end > start) mark.style.inlineSize = `${(end - start) * 100}%`;
        return mark;
      }),
    );
  };
  const put = (layer: HTMLElement, kind: string, stretches: readonly Stretch[]) => {
    lists.set(layer, { kind, stretches });
    draw(layer);
  };
  const points = (seconds: readonly number[]) => seconds.map((at) => ({ start: at, end: at }));

  const drawBuffered = () =>
    put(
      buffered,
      'loaded',
      Array.from({ length: video.buffered.length }, (_, index) => ({
        start: video.buffered.start(index),
        end: video.buffered.end(index),
      })),
    );
  for (const name of ['progress', 'timeupdate', 'seeked', 'emptied']) {
    video.addEventListener(name, drawBuffered);
  }
  video.addEventListener('durationchange', () => {
    for (const layer of lists.keys()) draw(layer);
  });

  return {
    under,
    over,
    // The first chapter begins where the line does.
    setChapters: (starts) => put(chapters, 'chapter', points(starts.filter((at) => at > 0))),
    setMoments: (seconds) => put(moments, 'moment', points(seconds)),
    setLoop(chosen) {
      const end = chosen?.end ?? chosen?.start ?? 0;
      put(loop, chosen?.end == null ? 'loopStart' : 'loop', chosen ? [{ start: chosen.start, end }] : []);
    },
  };
}
