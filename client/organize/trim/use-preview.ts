import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Engine, EngineEvents } from '../../player/engine.ts';
import { createNativeEngine } from '../../player/native-engine.ts';

/** What moves a preview; times are ms of the original. */
export interface Preview {
  video: RefObject<HTMLVideoElement | null>;
  /** Where it is. */
  now(): number;
  go(originalMs: number): void;
  /** Plays from one moment to another, then stops. */
  play(fromMs: number, toMs: number | null): void;
  /** Plays where it stands still, and stands still where it plays. */
  toggle(): void;
  /** A sentence is wanted: it cannot be played here. */
  hasFailed: boolean;
}

/** Plays a version of a recording in a plain video element, on the timeline of its original. */
export function usePreview(version: { playlistUrl: string; startMs: number } | null): Preview {
  const video = useRef<HTMLVideoElement>(null);
  const until = useRef<number | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const url = version?.playlistUrl ?? null;
  const startMs = version?.startMs ?? 0;

  useEffect(() => {
    const element = video.current;
    if (element === null || url === null) return;
    let engine: Engine | null = null;
    let isOver = false;
    void openEngine(element, () => setFailed(true)).then((opened) => {
      if (isOver) return opened?.destroy();
      engine = opened;
      if (engine === null) setFailed(true);
      engine?.open(url, null);
      engine?.prepareToPlay();
    });
    const stopInTime = () => {
      if (until.current === null || element.currentTime * 1000 + startMs < until.current) return;
      until.current = null;
      element.pause();
    };
    const forget = () => {
      if (element.paused) until.current = null;
    };
    element.addEventListener('timeupdate', stopInTime);
    element.addEventListener('pause', forget);
    return () => {
      isOver = true;
      element.removeEventListener('timeupdate', stopInTime);
      element.removeEventListener('pause', forget);
      engine?.destroy();
    };
  }, [url, startMs]);

  const now = useCallback(
    () => Math.round(((video.current?.currentTime ?? 0) * 1000 + startMs) / 10) * 10,
    [startMs],
  );
  const go = useCallback(
    (originalMs: number) => {
      if (video.current) video.current.currentTime = Math.max(0, originalMs - startMs) / 1000;
    },
    [startMs],
  );
  const play = useCallback(
    (fromMs: number, toMs: number | null) => {
      go(fromMs);
      until.current = toMs;
      video.current?.play().catch(() => undefined); // a browser may refuse; its controls are there
    },
    [go],
  );
  const toggle = useCallback(() => {
    const element = video.current;
    if (element === null) return;
    until.current = null;
    if (element.paused) element.play().catch(() => undefined);
    else element.pause();
  }, []);
  return { video, now, go, play, toggle, hasFailed };
}

/** hls.js where the browser has media sources, else the browser itself. */
async function openEngine(video: HTMLVideoElement, onFatal: () => void): Promise<Engine | null> {
  const nothing = () => {};
  const events: EngineEvents = {
    onRenditions: nothing,
    onRendition: nothing,
    onAudioTracks: nothing,
    onSource: nothing,
    onSourceKept: nothing,
    onGone: onFatal,
    onConnectionLost: nothing,
    onRecovering: nothing,
    onSkipped: nothing,
    onSteady: nothing,
    onFatal,
  };
  const { createHlsEngine } = await import('../../player/hls-engine.ts');
  const engine = createHlsEngine(video, events);
  if (engine !== null) return engine;
  return video.canPlayType('application/vnd.apple.mpegurl') === '' ? null : createNativeEngine(video, events);
}
