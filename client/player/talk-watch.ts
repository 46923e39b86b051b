import type { UiLanguage } from '#server/contract/languages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Recording, Talk } from '#server/contract/wire.ts';
import { nextAskMs } from './ask-pace.ts';

/** What asking for the recording gave: `gone` = the talk or its recording is no longer there. */
export type Refreshed = { kind: 'found'; recording: Recording } | { kind: 'gone' } | { kind: 'unreachable' };

export interface TalkWatch {
  /** Asks now and tells `onChange` too. */
  refresh(): Promise<Refreshed>;
  stop(): void;
}

/**
 * Follows a talk's recording until it is ready, by asking the API again and again: often while the reader looks,
 * seldom while the page is hidden. Requests are conditional (ETag), so an unchanged talk costs no body.
 */
export function watchTalk(options: {
  slug: string;
  language: UiLanguage;
  recording: Recording | null;
  /** A draft is nobody's to ask for at the public address. */
  isDraft: boolean;
  onChange: (recording: Recording | null) => void;
}): TalkWatch {
  const url = `${paths.api.talk(options.slug)}?lang=${options.language}`;
  let recording = options.recording;
  let changedAtMs = performance.now();
  let hasEnded = options.isDraft;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: Promise<Refreshed> | undefined;

  const ask = async (): Promise<Refreshed> => {
    try {
      // 'no-cache' makes the browser send If-None-Match and reuse its copy on 304.
      const response = await fetch(url, { cache: 'no-cache', headers: { accept: 'application/json' } });
      if (response.status === 404 || response.status === 410) return { kind: 'gone' };
      if (!response.ok) return { kind: 'unreachable' };
      const talk = (await response.json()) as Talk; // our own API, described by the same type
      if (talk.state === 'not_recorded' || talk.state === 'opted_out') hasEnded = true;
      if (talk.recording?.status !== recording?.status) changedAtMs = performance.now();
      recording = talk.recording;
      options.onChange(recording);
      return recording ? { kind: 'found', recording } : { kind: 'gone' };
    } catch {
      return { kind: 'unreachable' };
    }
  };

  const refresh = () => {
    asking ??= ask().finally(() => {
      asking = undefined;
      schedule();
    });
    return asking;
  };

  const schedule = () => {
    clearTimeout(timer);
    const waitMs = nextAskMs({
      status: recording?.status ?? 'none',
      sinceMs: performance.now() - changedAtMs,
      isHidden: document.hidden,
    });
    if (hasEnded || waitMs === null) return;
    timer = setTimeout(refresh, waitMs);
  };

  const onVisible = () => {
    if (!document.hidden && !hasEnded && recording?.status !== 'ready') void refresh();
  };
  document.addEventListener('visibilitychange', onVisible);
  schedule();

  return {
    refresh,
    stop() {
      hasEnded = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}
