import { expect, it } from 'vitest';
import { embedCode, shareLink } from './links.ts';

const talk = {
  origin: 'https://talks.example.org',
  slug: 'a-b',
  title: 'Say "hi" & <go>',
  seconds: null,
  edit: null,
};

it('links to the talk, and to a second with the edit on whose timeline it was noted', () => {
  expect(shareLink(talk)).toBe('https://talks.example.org/talks/a-b');
  expect(shareLink({ ...talk, seconds: 90.7, edit: 2 })).toBe('https://talks.example.org/talks/a-b?t=90&e=2');
});

it('writes an iframe that no title can break out of', () => {
  const code = embedCode({ ...talk, seconds: 5, edit: 1 });
  expect(code).toContain('src="https://talks.example.org/embed/a-b?t=5&amp;e=1"');
  expect(code).toContain('title="Say &quot;hi&quot; &amp; &lt;go&gt;"');
});
