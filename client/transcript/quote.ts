import { filled } from '../i18n/fill.ts';
import { liveMessages } from '../i18n/live.ts';
import { clockText } from '../player/clock.ts';

/** Words of a talk with who said them, where and when, as people paste them. */
export function quoteOf(o: {
  text: string;
  speakers: readonly string[];
  title: string;
  seconds: number;
  link: string;
}): string {
  const words = liveMessages('transcript');
  const values = { text: o.text, title: o.title, time: clockText(o.seconds), link: o.link };
  return o.speakers.length === 0
    ? filled(words.quoteOfNobody, values)
    : filled(words.quote, {
        ...values,
        speakers: new Intl.ListFormat(document.documentElement.lang).format(o.speakers),
      });
}
