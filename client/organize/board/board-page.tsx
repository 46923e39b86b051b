import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Board, BoardTalk } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Buttons, LinkButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { EmptyState, Notice } from '../ui/notice.tsx';
import s from './board-page.module.css';
import { stateOrder } from './board-state.tsx';
import { daysOf } from './day-grid.ts';
import { DayView } from './day-view.tsx';
import { countStates, isReadyToPublish } from './patch-board.ts';
import { Report } from './report.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { StateFilter } from './state-filter.tsx';
import type { CellActions } from './talk-cell.tsx';
import { TalkPanel } from './talk-panel.tsx';
import { UnmatchedNote } from './unmatched-note.tsx';
import { useActions } from './use-actions.ts';
import { useBoard } from './use-board.ts';
import { useBulk } from './use-bulk.ts';

/** The board of a conference: what became of every talk, as it happens, and what is to be done. */
export function BoardPage() {
  const t = useRoomWords('board');
  const { m } = useOrganizer();
  const id = Number(useParams().id);
  const { board, error } = useBoard(id);
  return (
    <>
      <PageHead title={m.board} />
      {board === undefined ? <Pending error={error} /> : null}
      {board?.talks.length === 0 ? (
        <EmptyState title={t.noTalks}>
          <p>{t.noTalksHint}</p>
          <Buttons>
            <LinkButton kind="main" to={`/organize/conferences/${id}/import`}>
              {t.importProgramme}
            </LinkButton>
            <LinkButton to={`/organize/conferences/${id}/programme`}>{m.programme}</LinkButton>
          </Buttons>
        </EmptyState>
      ) : null}
      {board === undefined ? null : <UnmatchedNote board={board} />}
      {board !== undefined && board.talks.length > 0 ? <WholeBoard board={board} /> : null}
    </>
  );
}

function WholeBoard({ board }: { board: Board }) {
  const t = useRoomWords('board');
  const { id: conferenceId, timeZone, isPublic } = board.conference;
  const [search, setSearch] = useSearchParams();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const actions = useActions();
  const bulk = useBulk(conferenceId, () => setSelected(new Set()));
  const chosen = stateOrder.find((state) => state === search.get('state')) ?? null;
  const shown = chosen === null ? board.talks : board.talks.filter(({ state }) => state === chosen);
  const ready = board.talks.filter(isReadyToPublish);
  const open = board.talks.find(({ id }) => id === Number(search.get('talk')));
  const change = (name: string, value: string | null) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  const toggle = ({ id }: BoardTalk) =>
    setSelected((now) =>
      now.has(id) ? new Set([...now].filter((each) => each !== id)) : new Set([...now, id]),
    );
  const cell: CellActions = { timeZone, selected, toggle, open: ({ id }) => change('talk', String(id)) };
  const selectable = shown.filter(({ recording }) => recording !== null);
  const recordingIds = board.talks.flatMap(({ id, recording }) =>
    selected.has(id) && recording !== null ? [recording.id] : [],
  );
  return (
    <>
      {isPublic ? null : (
        <Notice>
          {t.draftNotice} <Link to={`/organize/conferences/${conferenceId}/settings`}>{t.toSettings}</Link>
        </Notice>
      )}
      <div className={s.head}>
        <StateFilter counts={countStates(board.talks)} total={board.talks.length} chosen={chosen} />
        <Buttons>
          {ready.length > 0 ? (
            <ConfirmButton
              kind="main"
              title={t.publishAllTitle(ready.length)}
              explanation={t.publishAllExplained}
              confirm={t.publish}
              isBusy={bulk.isBusy}
              onConfirm={() => bulk.run({ kind: 'publish', recordingIds: 'all ready' })}
            >
              {t.publishAll(ready.length)}
            </ConfirmButton>
          ) : null}
          {selectable.length > 0 ? (
            <button
              type="button"
              className={s.all}
              onClick={() => setSelected(new Set(selectable.map(({ id }) => id)))}
            >
              {t.selectAll}
            </button>
          ) : null}
        </Buttons>
      </div>
      <Report report={bulk.report} />
      {shown.length === 0 ? <EmptyState title={t.noneInState} /> : null}
      <DayView
        days={daysOf(shown, timeZone)}
        board={board}
        isFiltered={chosen !== null}
        day={search.get('day')}
        actions={cell}
      />
      <SelectionBar
        recordingIds={recordingIds}
        timeZone={timeZone}
        isBusy={bulk.isBusy}
        onRun={bulk.run}
        onClear={() => setSelected(new Set())}
      />
      {open === undefined ? null : (
        <TalkPanel talk={open} board={board} actions={actions} onClose={() => change('talk', null)} />
      )}
    </>
  );
}
