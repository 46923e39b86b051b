import type { PageData } from '#server/contract/pages.ts';
import { useReader } from '../i18n/reader.tsx';
import { Paragraphs } from '../ui/paragraphs.tsx';
import s from './text-page.module.css';

/** The operator's own words: imprint, privacy, contact. */
export function TextPage({ kind, text }: Extract<PageData, { page: 'text' }>) {
  const { m } = useReader();
  return (
    <div className="wrap">
      <h1 className={s.title}>{m[kind]}</h1>
      <Paragraphs className={s.text} text={text ?? m.privacyText} />
    </div>
  );
}
