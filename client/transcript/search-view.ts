import { filled } from '../i18n/fill.ts';
import { counted, liveMessages, pageLocale } from '../i18n/live.ts';
import { element } from '../player/views/element.ts';
import { type Folded, findAll, folded, type Hit } from './find.ts';
import type { PassageList } from './passage-list.ts';
import styles from './search-view.module.css';

export interface SearchView {
  element: HTMLElement;
  /** Searches the same words in another list, which takes the place of the one before. */
  searchIn(list: PassageList): void;
}

const waitMs = 150;
const allName = 'transcript-hits';
const nowName = 'transcript-hit';

/**
 * The search in a transcript: marks every hit, says which one of how many it is at, and goes on from one to the next.
 * @param o.onHits the moments of all hits, in seconds
 * @param o.onHit the piece of text to bring into sight
 */
export function createSearchView(o: {
  onHits: (seconds: number[]) => void;
  onHit: (target: HTMLElement) => void;
}): SearchView {
  const words = liveMessages('transcript');
  const numbers = new Intl.NumberFormat(pageLocale());
  const field = element('input', {
    ...{ type: 'search', 'aria-label': words.find, placeholder: words.find },
    ...{ autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search' },
  });
  const count = element('p', { role: 'status', class: styles.count });
  const previous = element('button', { type: 'button', 'aria-label': words.previous, disabled: true }, ['↑']);
  const next = element('button', { type: 'button', 'aria-label': words.next, disabled: true }, ['↓']);
  const box = element('div', { role: 'search', 'aria-label': words.transcript, class: styles.search }, [
    field,
    count,
    previous,
    next,
  ]);

  let list: PassageList | null = null;
  let texts: Folded[] | null = null;
  let hits: Hit[] = [];
  let at = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const cueAt = ({ index, start }: Hit) =>
    list?.passages[index]?.cues.findLast(({ offset }) => offset <= start) ?? null;

  const say = () => {
    if (field.value.trim() === '') count.textContent = '';
    else if (hits.length === 0) count.textContent = words.noHits;
    else if (at === -1) count.textContent = counted(words.hitsCount, hits.length);
    else {
      const values = { now: numbers.format(at + 1), all: numbers.format(hits.length) };
      count.textContent = filled(words.hits, values);
    }
    for (const button of [previous, next]) button.disabled = hits.length === 0;
  };

  const mark = () => {
    if (!('highlights' in CSS) || list === null) return;
    const shown = list;
    const now = hits[at];
    CSS.highlights.set(allName, new Highlight(...hits.flatMap((hit) => rangeOf(shown, hit) ?? [])));
    CSS.highlights.set(
      nowName,
      new Highlight(...[now && rangeOf(shown, now)].flatMap((range) => range ?? [])),
    );
  };

  const search = () => {
    clearTimeout(timer);
    timer = undefined;
    if (list === null) return;
    const query = field.value.trim();
    if (query !== '') texts ??= list.passages.map(({ text }) => folded(text));
    hits = texts === null ? [] : findAll(texts, query);
    at = -1;
    mark();
    say();
    o.onHits([...new Set(hits.map((hit) => (cueAt(hit)?.startMs ?? 0) / 1000))]);
  };

  const go = (step: 1 | -1) => {
    if (timer !== undefined) search();
    if (hits.length === 0) return;
    at = at === -1 && step === -1 ? hits.length - 1 : (at + step + hits.length) % hits.length;
    mark();
    say();
    const hit = hits[at];
    const cue = hit && cueAt(hit);
    if (cue) o.onHit(cue.span);
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, waitMs);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape' || field.value === '') return;
    event.preventDefault();
    field.value = '';
    search();
  });
  previous.addEventListener('click', () => go(-1));
  next.addEventListener('click', () => go(1));

  return {
    element: box,
    searchIn(shown) {
      list = shown;
      texts = null;
      search();
    },
  };
}

/** A hit as a range of the page. */
function rangeOf(list: PassageList, { index, start, end }: Hit): Range | null {
  const cues = list.passages[index]?.cues ?? [];
  const placeOf = (offset: number) => {
    const cue = cues.findLast((each) => each.offset <= offset) ?? cues[0];
    const text = cue?.span.firstChild;
    return cue && text
      ? { text, offset: Math.min(offset - cue.offset, text.textContent?.length ?? 0) }
      : null;
  };
  const from = placeOf(start);
  const to = placeOf(end);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from.text, from.offset);
  range.setEnd(to.text, to.offset);
  return range;
}
