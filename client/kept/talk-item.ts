import { paths } from '#server/contract/paths.ts';
import { filled } from '../i18n/fill.ts';
import { liveMessages, pageLanguage, pageLocale } from '../i18n/live.ts';
import type { KeptTalk } from './kept.ts';

/** One talk of a list: picture, title that links to it, and facts about it. Style: ui/kept-talk.module.css. */
export function talkItem(talk: KeptTalk, facts: readonly (string | Node)[]): HTMLElement {
  const item = made('article', 'kept-talk');
  const picture = made('div', 'kept-picture');
  if (talk.posterUrl !== null) picture.append(poster(talk.posterUrl));
  const mark = made('span', 'kept-mark');
  mark.dataset.talkMark = talk.slug;
  picture.append(mark);

  const link = document.createElement('a');
  link.href = paths.talk(talk.slug);
  link.textContent = talk.title;
  const title = made('h3', 'kept-title');
  if (talk.language !== '' && talk.language !== pageLanguage()) title.lang = talk.language;
  title.append(link);
  const line = made('p', 'kept-facts');
  line.append(
    ...[...facts, ...languageFacts(talk)].filter((fact) => fact !== '').map((fact) => inSpan(fact)),
  );
  const words = document.createElement('div');
  words.append(title, line);
  item.append(picture, words);
  return item;
}

/** The language spoken, and whether there are captions; nothing where that was not kept. */
function languageFacts({ spokenLanguage, captionLanguages }: KeptTalk): string[] {
  const words = liveMessages('kept');
  const names = new Intl.DisplayNames(pageLocale(), { type: 'language' });
  const nameOf = (tag: string) => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
  const inLanguages = captionLanguages?.map(nameOf).join(', ');
  return [
    ...(spokenLanguage ? [nameOf(spokenLanguage)] : []),
    ...(inLanguages ? [filled(words.captionsIn, { languages: inLanguages })] : []),
    ...(inLanguages === '' ? [words.noCaptions] : []),
  ];
}

/** A picture that was replaced since leaves its place dark. */
function poster(url: string): HTMLImageElement {
  const image = document.createElement('img');
  image.alt = '';
  image.loading = 'lazy';
  image.decoding = 'async';
  image.addEventListener('error', () => image.remove());
  image.src = url;
  return image;
}

function made(tag: 'article' | 'div' | 'h3' | 'p' | 'span', className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function inSpan(content: string | Node): HTMLElement {
  const span = document.createElement('span');
  span.append(content);
  return span;
}
