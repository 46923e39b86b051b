import type { AppliedImport } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useFieldName } from './field-value.tsx';
import s from './import.module.css';

/** What was done, and where to go from here. */
export function Applied({ applied, onAnother }: { applied: AppliedImport; onAnother: () => void }) {
  const t = useRoomWords('import');
  const nameOf = useFieldName();
  const [only] = applied.conferences.length === 1 ? applied.conferences : [];
  const kept = applied.conferences.flatMap((conference) => conference.kept);
  const notes = applied.conferences.flatMap((conference) => conference.notes);
  const to = (page: string) => `/organize/conferences/${only?.id}${page}`;
  return (
    <>
      <Notice kind="good" title={t.done}>
        <ul className={s.done}>
          {applied.conferences.map(({ id, title, talks }) => (
            <li key={`${id} ${title}`}>
              {title || t.noConference}: {countsInWords(talks, t.counts)}
            </li>
          ))}
        </ul>
      </Notice>
      {kept.length > 0 ? (
        <section className={s.section}>
          <h2>{t.keptByHand}</h2>
          <ul className={s.done}>
            {kept.map(({ title, fields }) => (
              <li key={title}>
                {title}: {fields.map(nameOf).join(', ')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {notes.length > 0 ? (
        <ul className={s.done} lang="en">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      <section className={s.section}>
        <h2>{t.next}</h2>
        <Buttons>
          {only?.id == null ? null : (
            <>
              <LinkButton kind="main" to={to('/upload')}>
                {t.uploadNext}
              </LinkButton>
              <LinkButton to={to('/matching')}>{t.matchNext}</LinkButton>
              <LinkButton to={to('')}>{t.boardNext}</LinkButton>
            </>
          )}
          <Button kind="quiet" onClick={onAnother}>
            {t.another}
          </Button>
        </Buttons>
      </section>
    </>
  );
}

/** What was done, without what was not: “new 3 · changed 2”. */
function countsInWords(
  counts: Readonly<Record<string, number>>,
  words: Readonly<Record<string, string>>,
): string {
  return Object.entries(words)
    .filter(([outcome]) => (counts[outcome] ?? 0) > 0)
    .map(([outcome, word]) => `${word} ${counts[outcome]}`)
    .join(' · ');
}
