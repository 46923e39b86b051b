import type { Talk } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import { classNames } from '../ui/class-names.ts';
import { SectionHead } from '../ui/section-head.tsx';
import { TalkGrid } from '../ui/talk-card.tsx';
import s from './talk.module.css';

/**
 * What to watch after a talk: what goes with it by speakers, tags and words; else the other talks of its speakers; nothing
 * where there is neither.
 */
export function RelatedTalks({ talk }: { talk: Talk }) {
  const { m } = useReader();
  const isRelated = talk.related.length > 0;
  const talks = isRelated ? talk.related : talk.moreFromSpeakers;
  if (talks.length === 0) return null;
  return (
    <section className={classNames(s.more, 'no-print')} aria-labelledby="related">
      <SectionHead id="related">{isRelated ? m.relatedTalks : m.moreFromSpeakers}</SectionHead>
      <TalkGrid talks={talks} />
    </section>
  );
}
