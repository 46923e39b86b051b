import { useId } from 'react';
import { useRoomWords } from '../organizer.tsx';
import type { CheckedTimes } from '../trim/check-times.ts';
import { writeTime } from '../trim/typed-time.ts';
import type { Preview } from '../trim/use-preview.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { FieldRow } from '../ui/field.tsx';
import { TextInput } from '../ui/inputs.tsx';
import s from './cut-page.module.css';
import type { CutTalk, Row } from './pieces.ts';

const MOST_LISTED = 30;

/** One part: its talk, found by typing, its start and end, and its length against the programme's. */
export function PieceRow({
  number,
  judged,
  showsErrors,
  talks,
  preview,
  onChange,
  onRemove,
}: {
  number: number;
  judged: CheckedTimes & { row: Row; talkError: string | null };
  /** Errors of what is still empty are shown only then. */
  showsErrors: boolean;
  talks: readonly CutTalk[];
  preview: Preview;
  onChange: (patch: Partial<Row>) => void;
  onRemove: () => void;
}) {
  const t = useRoomWords('cut');
  const words = useRoomWords('trim');
  const listId = useId();
  const { row, startMs, endMs } = judged;
  const talk = talks.find(({ id }) => id === row.talkId);
  const typed = row.talkText.trim().toLocaleLowerCase();
  const listed = talks.filter(({ label }) => label.toLocaleLowerCase().includes(typed)).slice(0, MOST_LISTED);
  const lengthMs = startMs === null || endMs === null || endMs <= startMs ? null : endMs - startMs;
  const chooseTalk = (talkText: string) =>
    onChange({ talkText, talkId: talks.find(({ label }) => label === talkText)?.id ?? null });
  return (
    <li className={s.row}>
      <fieldset className={s.piece}>
        <legend>{t.part(number)}</legend>
        <TextInput
          label={t.talk}
          hint={talk === undefined ? t.talkHint : null}
          value={row.talkText}
          onChange={(event) => chooseTalk(event.target.value)}
          error={showsErrors || row.talkId !== null ? judged.talkError : null}
          list={listId}
          autoComplete="off"
        />
        <datalist id={listId}>
          {listed.map(({ id, label }) => (
            <option key={id} value={label} />
          ))}
        </datalist>
        {talk?.hasRecording ? <p className={s.remark}>{t.hasRecording}</p> : null}
        <FieldRow>
          <TextInput
            label={words.start}
            value={row.start}
            onChange={(event) => onChange({ start: event.target.value })}
            error={showsErrors || row.start !== '' ? judged.startError : null}
            autoComplete="off"
            spellCheck={false}
          />
          <TextInput
            label={words.end}
            value={row.end}
            onChange={(event) => onChange({ end: event.target.value })}
            error={showsErrors || row.end !== '' ? judged.endError : null}
            autoComplete="off"
            spellCheck={false}
          />
        </FieldRow>
        <p className={s.length}>
          {t.length} <strong>{lengthMs === null ? '–' : writeTime(lengthMs)}</strong>{' '}
          {talk === undefined ? null : (
            <small>{talk.durationMs === null ? t.noPlan : t.planned(writeTime(talk.durationMs))}</small>
          )}
        </p>
        <Buttons>
          <Button onClick={() => startMs !== null && preview.play(startMs, null)}>{t.playFromHere}</Button>
          <Button kind="quiet" onClick={() => onChange({ start: writeTime(preview.now()) })}>
            {t.setStart}
          </Button>
          <Button kind="quiet" onClick={() => onChange({ end: writeTime(preview.now()) })}>
            {t.setEnd}
          </Button>
          <Button kind="quiet" onClick={onRemove}>
            {t.remove}
          </Button>
        </Buttons>
      </fieldset>
    </li>
  );
}
