import { expect, it } from 'vitest';
import { richText } from '#server/features/catalogue/text/rich-text.ts';
import { readCaptionFile } from '#server/features/recordings/captions/read-captions.ts';

const cue = 'WEBVTT\n\n00:00.000 --> 00:01.000\n';
const inTime = (work: () => unknown) => {
  const startMs = performance.now();
  work();
  expect(performance.now() - startMs).toBeLessThan(1000);
};

it.each(['<a ', '{\\', '</b ', '&#'])(
  'captions with %j over and over take no more time than others',
  (part) => {
    inTime(() => readCaptionFile(Buffer.from(cue + part.repeat(200_000 / part.length)), 'a.vtt', 'en'));
  },
);

it.each(['_a', '> ', '**a ', '[a]('])(
  'Markdown with %j over and over takes no more time than others',
  (part) => {
    inTime(() => richText(`- x\n- [y](https://example.org)\n\n${part.repeat(50_000 / part.length)}`));
  },
);
