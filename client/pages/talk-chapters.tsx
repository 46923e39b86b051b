import { paths } from '#server/contract/paths.ts';
import type { Chapter } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import s from './talk-chapters.module.css';

/** The chapters of a recording as links to their beginnings; the player takes them without loading the page again. */
export function TalkChapters({ slug, chapters }: { slug: string; chapters: readonly Chapter[] }) {
  const { m, format } = useReader();
  if (chapters.length === 0) return null;
  return (
    <section className={s.chapters} aria-labelledby="chapters">
      <h2 id="chapters">{m.chapters}</h2>
      <ol>
        {chapters.map(({ startMs, title }) => (
          <li key={startMs}>
            <a href={paths.talk(slug, startMs / 1000)} data-start-ms={startMs} rel="nofollow">
              <time dateTime={`PT${Math.floor(startMs / 1000)}S`}>{format.clock(startMs)}</time>
              <span>{title}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
