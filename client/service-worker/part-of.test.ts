import { expect, test } from 'vitest';
import { partOf } from './part-of.ts';

const answered = async (range: string) => {
  const stored = new Response('0123456789', { headers: { 'Content-Type': 'video/mp4' } });
  const { status, headers, ...part } = await partOf(stored, range).then(async (answer) => ({
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
  }));
  return [status, part.text, headers.get('Content-Range')];
};

test('a kept file answers the ranges that media elements ask for', async () => {
  expect(await answered('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10']);
  expect(await answered('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10']);
  expect(await answered('bytes=-3')).toEqual([206, '789', 'bytes 7-9/10']);
  expect(await answered('bytes=8-99')).toEqual([206, '89', 'bytes 8-9/10']);
});

test('a range beyond the end, or none that can be read, is refused', async () => {
  for (const range of ['bytes=10-', 'bytes=5-2', 'bytes=-', 'bytes=a-b', 'lines=1-2']) {
    expect(await answered(range), range).toEqual([416, '', 'bytes */10']);
  }
});
