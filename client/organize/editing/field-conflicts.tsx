import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import s from './editing.module.css';
import type { Conflict, Editable, Editor } from './use-editor.ts';

/** What two people changed at the same time: both sides, to choose from, field by field. */
export function FieldConflicts<T extends Editable>({
  editor,
  conflict,
  labels,
}: {
  editor: Editor<T>;
  conflict: Conflict;
  labels: (name: string) => string;
}) {
  const t = useRoomWords('editing');
  const { format } = useOrganizer();
  const when = conflict.at === null ? '' : format.clockTime(conflict.at);
  return (
    <Notice kind="problem" title={t.conflictTitle({ name: conflict.by ?? t.somebody, time: when })}>
      <p>{conflict.open.length > 0 ? t.conflictHint : t.conflictNone}</p>
      {conflict.open.map((name) => (
        <section key={name} className={s.sides} aria-label={labels(name)}>
          <h2>{labels(name)}</h2>
          <div>
            <strong>{t.yours}</strong>
            <pre>{wordsOf(editor.value(name)) || t.empty}</pre>
            <Button onClick={() => editor.decide(name, 'mine')}>{t.keepYours}</Button>
          </div>
          <div>
            <strong>{t.theirs}</strong>
            <pre>{wordsOf(editor.theirs(name)) || t.empty}</pre>
            <Button onClick={() => editor.decide(name, 'theirs')}>{t.takeTheirs}</Button>
          </div>
        </section>
      ))}
    </Notice>
  );
}

/** A value as it can be read: lists line by line, things by their words. */
function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(wordsOf).join('\n');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([name, each]) => each !== null && !/id$/i.test(name))
      .map(([, each]) => wordsOf(each))
      .join(' · ');
  return String(value);
}
