import type { UiLanguage } from '#server/contract/languages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Suggestion } from '#server/contract/wire.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { chooseText } from '../catalogue/read/choose-text.ts';
import { groupBy } from '../catalogue/read/group-by.ts';
import { fold, foldedWords } from '../catalogue/text/fold.ts';
import { parseQuery } from '../catalogue/text/match-expression.ts';
import type { SearchStore } from './store.ts';

const maxSpeakers = 4;
const maxTalks = 4;
const maxConferences = 2;

/** What a reader may mean while still typing: speakers, talks by their titles, conferences. */
export function suggest(
  o: { store: SearchStore; catalogue: Pick<Catalogue, 'bestSpeakers' | 'talkCards'> },
  q: string,
  language: UiLanguage,
): Suggestion[] {
  const query = parseQuery(q, { nameColumn: 'speakers' });
  if (query === null) return [];
  const speakers = o.catalogue
    .bestSpeakers(q, language, maxSpeakers)
    .map(({ name, slug }): Suggestion => ({ kind: 'speaker', label: name, url: paths.speaker(slug) }));
  const talks = o.catalogue
    .talkCards(o.store.titlesLike(`title : (${query.expression})`).slice(0, maxTalks), language)
    .map(({ title, slug }): Suggestion => ({ kind: 'talk', label: title, url: paths.talk(slug) }));
  return [...speakers, ...conferences(o.store, q, language), ...talks];
}

/** Conferences are few: their titles are compared one by one. */
function conferences(store: SearchStore, q: string, language: UiLanguage): Suggestion[] {
  const words = foldedWords(q).split(' ');
  const groups = groupBy(store.conferenceTitles(), (row) => row.slug);
  const found: Suggestion[] = [];
  for (const [slug, texts] of groups) {
    const [{ acronym, language: own } = { acronym: null, language: 'en' }] = texts;
    const known = ` ${foldedWords([acronym ?? '', ...texts.map(({ title }) => title)].join(' '))}`;
    const isMeant = words.every((word) => known.includes(` ${word}`) || isInsideCjk(known, word));
    if (!isMeant) continue;
    const title = chooseText(texts, [language, own])?.title ?? slug;
    found.push({ kind: 'conference', label: title, url: paths.conference(slug) });
    if (found.length === maxConferences) break;
  }
  return found;
}

function isInsideCjk(known: string, word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word) && known.includes(fold(word));
}
