import { useReader } from '../i18n/reader.tsx';
import { Mark } from '../ui/mark.tsx';
import s from './empty-hall.module.css';

/** What a portal without a talk shows: to a viewer that it is new, to its operator how to begin. */
export function EmptyHall() {
  const { m } = useReader();
  return (
    <section className={s.hall}>
      <Mark className={s.mark} isLit={false} />
      <div>
        <h2>{m.emptyTitle}</h2>
        <p className={s.intro}>{m.emptyIntro}</p>
        <ol className={s.steps}>
          <li>
            {m.emptyDrop}
            <code>media/incoming</code>
          </li>
          <li>
            {m.emptyIngest}
            <code>npm run ingest -- talk.mp4</code>
          </li>
          <li>
            {m.emptyImport}
            <code>npm run import -- talks.csv</code>
          </li>
        </ol>
      </div>
    </section>
  );
}
