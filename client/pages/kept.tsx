import type { ReactNode } from 'react';
import { useReader } from '../i18n/reader.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import s from './kept.module.css';

/**
 * The viewer's own list. The page is the same for everybody: a script fills it from what the browser keeps. Lists are
 * hidden until it knows whether they are empty.
 */
export function KeptPage() {
  const { m, words } = useReader();
  return (
    <div className={`wrap ${s.page}`} data-kept-page>
      <header className={s.head}>
        <h1>{m.myList}</h1>
        <p>{m.myListIntro}</p>
        <p className={`without-js ${s.note}`}>{m.myListNeedsScript}</p>
        <p className={s.note} data-storage="denied" hidden>
          {m.myListNotLasting}
        </p>
        <p className={s.note} data-storage="full" hidden>
          {words.live.comingBack.full}
        </p>
      </header>
      <div className={`needs-js ${s.lists}`}>
        <List name="begun" title={m.continueWatching} empty={m.continueNone} />
        <List name="later" title={m.laterTitle} empty={m.laterNone} />
        <section aria-labelledby="kept-offline">
          <SectionHead id="kept-offline">{words.live.offline.listTitle}</SectionHead>
          <div data-kept-offline />
        </section>
        <List name="history" title={m.history} empty={m.historyNone}>
          <div className={s.tools} data-clear-place hidden>
            <button type="button" className="action-button" data-clear aria-describedby="clear-hint">
              {m.clearHistory}
            </button>
            <p id="clear-hint">{m.clearHistoryHint}</p>
          </div>
        </List>
        <section aria-labelledby="remembered">
          <SectionHead id="remembered">{m.rememberTitle}</SectionHead>
          <label className={s.switch}>
            <input type="checkbox" data-remember-not aria-describedby="remember-hint" />
            <span>{m.rememberNot}</span>
          </label>
          <p id="remember-hint" className={s.text}>
            {m.rememberNotHint}
          </p>
          <p role="status" className={s.told}>
            <span data-remember-told hidden>
              {m.rememberNotOn}
            </span>
          </p>
        </section>
        <section aria-labelledby="along">
          <SectionHead id="along">{m.takeAlong}</SectionHead>
          <p className={s.text}>{m.takeAlongText}</p>
          <div className={s.tools}>
            <button type="button" className="action-button" data-export>
              {m.exportList}
            </button>
            <label className="action-button">
              {m.importList}
              <input
                className="visually-hidden"
                type="file"
                accept="application/json,.json"
                data-import
                aria-describedby="import-told"
              />
            </label>
            <p id="import-told" role="status" data-import-told />
          </div>
        </section>
      </div>
    </div>
  );
}

function List(o: { name: string; title: string; empty: string; children?: ReactNode }) {
  return (
    <section aria-labelledby={o.name} data-kept-section={o.name}>
      <SectionHead id={o.name}>{o.title}</SectionHead>
      <p className={s.text} data-kept-empty hidden>
        {o.empty}
      </p>
      <ul className={s.list} data-kept-list />
      {o.children}
    </section>
  );
}
