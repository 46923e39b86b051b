import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import s from './continue-watching.module.css';

/**
 * The talks that this viewer has begun: a place that a script fills from what the browser keeps. It takes no room where
 * nothing was begun, and all of its room from the first paint where something was (theme-entry.ts).
 */
export function ContinueWatching() {
  const { m } = useReader();
  return (
    <section className={s.section} aria-labelledby="continue">
      <SectionHead id="continue" note={<a href={paths.kept()}>{m.myList}</a>}>
        {m.continueWatching}
      </SectionHead>
      <ul className={s.list} data-begun-list />
    </section>
  );
}
