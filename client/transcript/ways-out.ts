import type { CaptionKey } from '#server/contract/caption-keys.ts';
import { paths } from '#server/contract/paths.ts';
import { filled } from '../i18n/fill.ts';
import { liveMessages } from '../i18n/live.ts';
import { element } from '../player/views/element.ts';
import styles from './transcript-panel.module.css';

const formats = ['vtt', 'srt', 'txt'] as const;

/** Links to the page of a transcript and to its files. A draft has neither. */
export function createWaysOut(slug: string): { element: HTMLElement; lead(track: CaptionKey): void } {
  const words = liveMessages('transcript');
  const names = { vtt: 'WebVTT', srt: 'SubRip', txt: words.plainText };
  const page = element('a', {}, [words.asPage]);
  const files = formats.map((format) => {
    const label = filled(words.download, { format: names[format] });
    return element('a', { download: true, rel: 'nofollow', 'aria-label': label }, [names[format]]);
  });
  const isDraft = new URLSearchParams(location.search).has('preview');
  const box = element('p', { class: styles.waysOut, hidden: isDraft }, [page, ...files]);
  return {
    element: box,
    lead({ key }) {
      page.href = paths.transcript(slug, key);
      for (const [index, format] of formats.entries()) {
        const file = files[index];
        if (file) file.href = paths.api.transcript(slug, format, key);
      }
    },
  };
}
