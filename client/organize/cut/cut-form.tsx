import { useMemo, useRef, useState } from 'react';
import type { Board, RecordingEdits } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Section } from '../section.tsx';
import { checkTimes } from '../trim/check-times.ts';
import { PreviewPlayer } from '../trim/preview-player.tsx';
import { usePreview } from '../trim/use-preview.ts';
import { Button } from '../ui/button.tsx';
import { FormActions } from '../ui/field.tsx';
import { EmptyState } from '../ui/notice.tsx';
import s from './cut-page.module.css';
import { FillForm } from './fill-form.tsx';
import { PieceRow } from './piece-row.tsx';
import { fillRows, overlapOf, type Row, sessionsOf, talksOf } from './pieces.ts';
import { useCut } from './use-cut.ts';

/** The parts of a recording with their talks and times, beside a preview of it. */
export function CutForm({ recording, board }: { recording: RecordingEdits; board: Board }) {
  const t = useRoomWords('cut');
  const words = useRoomWords('trim');
  const { format } = useOrganizer();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [wasTried, setTried] = useState(false);
  const lastKey = useRef(0);
  const nextKey = () => ++lastKey.current;
  const preview = usePreview(recording.preview);
  const cut = useCut(recording);
  const talks = useMemo(() => talksOf(board), [board]);
  const sessions = useMemo(() => sessionsOf(board, format), [board, format]);

  const judged = rows.map((row, index) => {
    const times = checkTimes(row, recording, words);
    const overlap = overlapOf(rows, index);
    const isTwice = row.talkId !== null && rows.some((other) => other !== row && other.talkId === row.talkId);
    return {
      row,
      ...times,
      startError: times.startError ?? (overlap === null ? null : t.overlaps(overlap)),
      talkError: row.talkId === null ? t.noSuchTalk : isTwice ? t.twice : null,
    };
  });
  const pieces = judged.flatMap(({ row, startMs, endMs, startError, endError, talkError }) =>
    row.talkId === null ||
    startMs === null ||
    endMs === null ||
    startError !== null ||
    endError !== null ||
    talkError !== null
      ? []
      : [{ talkId: row.talkId, startMs, endMs }],
  );
  const change = (key: number, patch: Partial<Row>) =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const add = () =>
    setRows((all) => [
      ...all,
      { key: nextKey(), talkId: null, talkText: '', start: all.at(-1)?.end ?? '0:00', end: '' },
    ]);

  return (
    <div className={s.columns}>
      <div className={s.stage}>
        <PreviewPlayer recording={recording} preview={preview} kept={null} />
      </div>
      <div className={s.work}>
        <FillForm
          sessions={sessions}
          talks={talks}
          onFill={(session, firstMs) => {
            const lengthMs = recording.bounds?.endMs ?? recording.originalDurationMs;
            setRows(fillRows(session, { firstMs, lengthMs, talks, nextKey }));
            setTried(false);
          }}
        />
        <Section id="parts" title={t.parts}>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (rows.length > 0 && pieces.length === rows.length) return cut.mutate(pieces);
              const form = event.currentTarget;
              // Once what is wrong has been drawn.
              requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus());
            }}
          >
            {rows.length === 0 ? <EmptyState title={t.none} /> : null}
            <ol className={s.rows}>
              {judged.map((one, index) => (
                <PieceRow
                  key={one.row.key}
                  number={index + 1}
                  judged={one}
                  showsErrors={wasTried}
                  talks={talks}
                  preview={preview}
                  onChange={(patch) => change(one.row.key, patch)}
                  onRemove={() => setRows((all) => all.filter(({ key }) => key !== one.row.key))}
                />
              ))}
            </ol>
            <Button onClick={add}>{t.add}</Button>
            {cut.error ? <Problem error={cut.error} /> : null}
            {rows.length > 0 ? (
              <FormActions>
                <Button kind="main" type="submit" isBusy={cut.isPending}>
                  {t.cut(rows.length)}
                </Button>
                <p className={s.remark}>{t.what}</p>
              </FormActions>
            ) : null}
          </form>
        </Section>
      </div>
    </div>
  );
}
