import type { Choice } from '#server/contract/listing.ts';
import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { TopicList } from '../ui/topic-list.tsx';
import s from './index-page.module.css';

/** The subjects of the portal's talks, by name. */
export function TopicsPage({ topics }: { topics: readonly Choice[] }) {
  const { m, format } = useReader();
  return (
    <div className="wrap">
      <header className={s.head}>
        <h1>{m.finding.topics}</h1>
        <p>
          <a href={paths.talks()}>{m.finding.allTalks}</a>
        </p>
      </header>
      {topics.length === 0 ? (
        <p className={s.none}>{m.finding.noTopics}</p>
      ) : (
        <TopicList topics={topics.toSorted((a, b) => format.compare(a.label, b.label))} />
      )}
    </div>
  );
}
