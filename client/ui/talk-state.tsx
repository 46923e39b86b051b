import type { TalkState as State } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import s from './talk-state.module.css';

const glyphs: Readonly<Record<State, string>> = {
  watchable: 'M5 3.2v9.6L13 8z',
  processing: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.4v10.2A5.1 5.1 0 0 1 8 2.9z',
  coming: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.4a5.1 5.1 0 1 1 0 10.2A5.1 5.1 0 0 1 8 2.9z',
  not_recorded: 'M2.5 7.2h11v1.6h-11z',
  opted_out: 'M3.9 2.8 8 6.9l4.1-4.1 1.1 1.1L9.1 8l4.1 4.1-1.1 1.1L8 9.1l-4.1 4.1-1.1-1.1L6.9 8 2.8 3.9z',
};

/** What a viewer can do with a talk now: a shape and words, never a colour alone. */
export function TalkState({ state }: { state: State }) {
  const { m } = useReader();
  const words: Readonly<Record<State, string>> = {
    watchable: m.stateWatchable,
    processing: m.stateProcessing,
    coming: m.stateComing,
    not_recorded: m.stateNotRecorded,
    opted_out: m.stateOptedOut,
  };
  return (
    <span className={s.state} data-state={state}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        <path d={glyphs[state]} fill="currentColor" />
      </svg>
      {words[state]}
    </span>
  );
}
