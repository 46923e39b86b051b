import type { Choice } from '#server/contract/listing.ts';
import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import s from './topic-list.module.css';

/** Subjects with the number of their talks, each a link to them. */
export function TopicList({ topics }: { topics: readonly Choice[] }) {
  const { m, format } = useReader();
  return (
    <ul className={s.topics}>
      {topics.map(({ value, label, count }) => (
        <li key={value}>
          <a href={paths.topic(value)}>
            {label}
            <small aria-hidden="true">{format.number(count)}</small>
            <span className="visually-hidden">, {m.talksCount(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
