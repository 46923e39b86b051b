import { paths } from '#server/contract/paths.ts';
import type { Talk } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { hueClass } from '../ui/hue.ts';
import { PlainNames } from '../ui/plain-names.tsx';
import s from './embed.module.css';
import { TalkPicture } from './talk-stage.tsx';

/** A talk inside other people's pages: its picture, its name, and the way to its own page. */
export function EmbedPage({ talk, startSeconds }: { talk: Talk; startSeconds: number | null }) {
  const reader = useReader();
  const { m, site } = reader;
  return (
    <article className={`${s.embed} ${hueClass(talk.conference?.accent)}`} data-embed="">
      <TalkPicture className={s.stage} talk={talk} startSeconds={startSeconds} />
      <header className={s.bar}>
        <h1 lang={langOf(reader, talk.textLanguage)}>
          <a href={paths.talk(talk.slug)} target="_blank" rel="noopener">
            {talk.title}
          </a>
        </h1>
        <p>
          <PlainNames speakers={talk.speakers} />
          {talk.speakers.length > 0 ? ' · ' : null}
          {m.watchAt(site.name)}
        </p>
      </header>
    </article>
  );
}
