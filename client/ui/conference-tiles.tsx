import { paths } from '#server/contract/paths.ts';
import type { ConferenceCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { classNames } from './class-names.ts';
import s from './conference-tiles.module.css';
import { hueClass } from './hue.ts';
import { Still } from './still.tsx';

interface Props {
  conferences: readonly ConferenceCard[];
  level?: 2 | 3;
}

/** Conferences side by side with their pictures: their own, else one of their recordings, else their name in their colour. */
export function ConferenceTiles({ conferences, level = 3 }: Props) {
  return (
    <ul className={s.grid}>
      {conferences.map((conference) => (
        <li key={conference.slug}>
          <Tile conference={conference} level={level} />
        </li>
      ))}
    </ul>
  );
}

function Tile({ conference, level }: { conference: ConferenceCard; level: 2 | 3 }) {
  const reader = useReader();
  const { m, format } = reader;
  const lang = langOf(reader, conference.textLanguage);
  const Heading = `h${level}` as const;
  const { startDay, endDay, place, talkCount, watchableCount } = conference;
  return (
    <article className={classNames(s.tile, hueClass(conference.accent))}>
      <Picture conference={conference} />
      <div>
        <Heading className={s.title} lang={lang}>
          <a href={paths.conference(conference.slug)}>{conference.title}</a>
        </Heading>
        <ul className={s.facts}>
          {startDay ? (
            <li>
              <time dateTime={startDay}>{format.days(startDay, endDay)}</time>
            </li>
          ) : null}
          {place ? <li lang={lang}>{place}</li> : null}
          <li>
            {format.list([
              m.talksCount(talkCount),
              ...(watchableCount > 0 && watchableCount < talkCount ? [m.watchableCount(watchableCount)] : []),
            ])}
          </li>
        </ul>
      </div>
    </article>
  );
}

/** The name stands beside it, so nothing of it is read aloud. */
function Picture({ conference }: { conference: ConferenceCard }) {
  const reader = useReader();
  const { logo, posterUrl, posters, acronym, title, textLanguage } = conference;
  if (logo !== null) {
    return (
      <div className={s.picture} data-kind="logo">
        <img src={`${logo.url}?w=400`} alt="" width={logo.width} height={logo.height} loading="lazy" />
      </div>
    );
  }
  return posterUrl === null ? (
    <div className={s.picture} data-kind="name" aria-hidden="true">
      <span lang={langOf(reader, textLanguage)}>{acronym ?? title}</span>
    </div>
  ) : (
    <div className={s.picture} data-kind="poster">
      <Still of={{ posterUrl, posters }} sizes="8.5rem" />
    </div>
  );
}
