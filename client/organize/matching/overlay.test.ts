import { expect, it } from 'vitest';
import type { MatchRecording } from '#server/contract/wire.ts';
import { viewOf, withPending, withResults } from './overlay.ts';

const recording = (id: string, o: Partial<MatchRecording> = {}): MatchRecording => ({
  id,
  arrivedAs: `${id}.mp4`,
  sizeBytes: 1,
  ...{ durationMs: null, posterUrl: null, talkId: null, note: null, roomLong: null, decision: null },
  publication: 'review',
  kind: 'unsure',
  best: [{ talkId: 7, score: 80, reasons: [], words: '' }],
  ...o,
});

it('shows decisions before they are written, in the order they were made', () => {
  const a = recording('a');
  const [done, other] = withPending(
    [a, recording('b')],
    [
      { decision: { kind: 'talk', recordingId: 'a', talkId: 7, was: null }, before: a },
      { decision: { kind: 'undo', recordingId: 'a', was: 7 }, before: a },
      { decision: { kind: 'not_in_programme', recordingId: 'a', was: null }, before: a },
    ],
  );
  expect(done).toMatchObject({ talkId: null, decision: { kind: 'not_in_programme' } });
  expect(other).toMatchObject({ id: 'b', decision: null });
});

it('offers no more what was rejected', () => {
  const a = recording('a');
  const [now] = withPending(
    [a],
    [{ decision: { kind: 'reject', recordingId: 'a', talkId: 7, was: null }, before: a }],
  );
  expect(now).toMatchObject({ best: [], kind: 'none' });
});

it('takes over what the portal says, and leaves out what is gone', () => {
  const now = withResults(
    [recording('a'), recording('b'), recording('c')],
    [
      { recordingId: 'a', outcome: 'conflict', message: 'x', recording: recording('a', { talkId: 9 }) },
      { recordingId: 'b', outcome: 'gone', message: 'x', recording: null },
    ],
  );
  expect(now.map(({ id, talkId }) => [id, talkId])).toEqual([
    ['a', 9],
    ['c', null],
  ]);
});

it('tells what waits for a person from what the portal accepted and what people decided', () => {
  expect(viewOf(recording('a'))).toBe('open');
  expect(viewOf(recording('a', { talkId: 7 }))).toBe('automatic');
  expect(viewOf(recording('a', { decision: { kind: 'not_in_programme', by: 'x' } }))).toBe('decided');
});
