import { paths } from '#server/contract/paths.ts';
import { filled } from '../i18n/fill.ts';
import { formatOf } from '../i18n/format.ts';
import { listOf } from '../i18n/list-of.ts';
import { liveMessages, pageLocale } from '../i18n/live.ts';
import { element } from '../player/views/element.ts';
import { type KeepProgress, keepProgress } from './keep-progress.ts';
import { onKeepNews } from './keeper.ts';
import { type KeptTalk, listKept, storedBytes } from './kept-talk.ts';
import styles from './list.module.css';

/**
 * Fills `place` with the talks that this browser keeps for offline: each with what it takes, its progress and its
 * removal, and what they take together.
 */
export async function showKeptTalks(place: HTMLElement): Promise<void> {
  const words = liveMessages('offline');
  const format = formatOf(pageLocale());
  const list = element('ul', { class: styles.list });
  const empty = element('p', { class: styles.empty }, [words.listEmpty]);
  const total = element('p', { class: styles.total });
  const status = element('p', { class: styles.status, role: 'status' });
  const rows = new Map<string, { row: HTMLElement; progress: KeepProgress; talk: KeptTalk }>();

  const drawTotal = () => {
    const bytes = Array.from(rows.values()).reduce((sum, { talk }) => sum + storedBytes(talk), 0);
    total.textContent = rows.size === 0 ? '' : filled(words.listTotal, { size: format.size(bytes) });
    empty.hidden = rows.size > 0;
    list.hidden = rows.size === 0;
  };

  const add = (talk: KeptTalk) => {
    const { slug, title } = talk;
    const removeLabel = filled(words.removeTalk, { title });
    const progress = keepProgress({ slug, className: styles.progress ?? '', removeLabel });
    const row = element('li', {}, [
      talk.posterUrl
        ? element('img', { src: talk.posterUrl, alt: '', width: 160, height: 90, loading: 'lazy' })
        : element('div', { class: styles.blank }),
      element('div', {}, [
        element('h3', {}, [element('a', { href: paths.talk(slug), lang: talk.titleLanguage }, [title])]),
        element('p', { class: styles.facts }, [
          [
            listOf(talk.speakers, pageLocale()),
            talk.durationMs === null ? '' : format.duration(talk.durationMs),
          ]
            .filter((text) => text !== '')
            .join(' · '),
        ]),
        progress.part,
      ]),
    ]);
    list.append(row);
    rows.set(slug, { row, progress, talk });
    progress.show({ slug, talk, isWaiting: false, problem: null });
  };

  onKeepNews((news) => {
    const known = rows.get(news.slug);
    if (news.talk && !known) add(news.talk);
    if (news.talk && known) {
      known.talk = news.talk;
      known.progress.show(news);
    }
    if (!news.talk && known) {
      const hadFocus = known.row.contains(document.activeElement);
      known.row.remove();
      rows.delete(news.slug);
      status.textContent =
        news.problem === 'full'
          ? filled(words.full, { size: format.size(news.missingBytes ?? 0) })
          : filled(words.removed, { title: known.talk.title });
      if (hadFocus) status.focus();
    }
    drawTotal();
  });
  status.tabIndex = -1;
  for (const talk of await listKept()) add(talk);
  drawTotal();
  place.append(empty, list, total, status);
}
