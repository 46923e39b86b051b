import type { TalkCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { classNames } from './class-names.ts';
import { hueClass } from './hue.ts';
import { Mark } from './mark.tsx';
import { PlainNames } from './plain-names.tsx';
import s from './poster.module.css';
import { Still } from './still.tsx';
import { TalkMark } from './talk-mark.tsx';

interface Props {
  talk: TalkCard;
  /** Above the fold: fetched at once. */
  isFirst?: boolean;
  className?: string | undefined;
  hasLength?: boolean;
  /** The words stand large beside it: the card shows only the light. */
  isBare?: boolean;
}

/** The picture of a talk, 16:9: its poster, else a card set from its words in its conference's colour. */
export function Poster({ talk, isFirst = false, className, hasLength = true, isBare = false }: Props) {
  const { format } = useReader();
  return (
    <div className={classNames(s.poster, className, hueClass(talk.conference?.accent))}>
      {talk.posterUrl === null ? (
        <TitleCard talk={talk} isBare={isBare} />
      ) : (
        <Still
          className={s.image}
          of={{ ...talk, posterUrl: talk.posterUrl }}
          sizes={isFirst ? '(width < 56rem) 100vw, 60vw' : '20rem'}
          isFirst={isFirst}
        />
      )}
      <TalkMark slug={talk.slug} />
      {hasLength && talk.durationMs !== null ? (
        <span className={s.length} aria-hidden="true">
          {format.clock(talk.durationMs)}
        </span>
      ) : null}
    </div>
  );
}

/** Said again beside it, so it is hidden from those who listen. */
export function TitleCard({ talk, isBare = false }: { talk: TalkCard; isBare?: boolean }) {
  const reader = useReader();
  const isLit = talk.state === 'watchable' || talk.state === 'processing';
  return (
    <div
      className={s.card}
      data-beam={beamOf(talk.guid)}
      data-lit={isLit}
      data-bare={isBare}
      aria-hidden="true"
    >
      <Mark className={s.mark} isLit={isLit} />
      <span className={s.title} lang={langOf(reader, talk.textLanguage)}>
        {talk.title}
      </span>
      <span className={s.by}>
        <PlainNames speakers={talk.speakers} />
      </span>
    </div>
  );
}

/** One of five falls of the light, the same for a talk every time. */
function beamOf(guid: string): number {
  let sum = 0;
  for (const character of guid) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % 5;
}
