import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { Board, BoardRecording, BoardTalk } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { BoardState } from './board-state.tsx';
import { ChooseRecording } from './choose-recording.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import s from './talk-panel.module.css';
import type { Action, useActions } from './use-actions.ts';
import { zonedMoment } from './zoned-moment.ts';

type Actions = ReturnType<typeof useActions>;

interface PanelProps {
  talk: BoardTalk;
  board: Board;
  actions: Actions;
}

/** All about one talk of the board, and all that can be done about it. */
export function TalkPanel({ talk, board, actions, onClose }: PanelProps & { onClose: () => void }) {
  const { recording } = talk;
  return (
    <Dialog title={talk.title} isOpen={true} onClose={onClose} isWide>
      <div className={s.panel}>
        <Facts talk={talk} board={board} />
        {recording === null ? (
          <WithoutRecording talk={talk} board={board} actions={actions} />
        ) : (
          <WithRecording talk={talk} board={board} actions={actions} recording={recording} />
        )}
        <Apart talk={talk} actions={actions} />
        <Ways talk={talk} board={board} />
      </div>
    </Dialog>
  );
}

function Facts({ talk, board }: Omit<PanelProps, 'actions'>) {
  const t = useRoomWords('board');
  const { format, language } = useOrganizer();
  const { timeZone } = board.conference;
  const rooms = new Map(board.rooms.map(({ id, name }) => [id, name]));
  const { recording } = talk;
  const share = (progress: number) => format.percent(Math.floor(progress * 100) / 100);
  const remarks = [
    recording?.releaseAt ? t.releasedAt(zonedMoment(recording.releaseAt, { language, timeZone })) : null,
    recording?.releaseAt && !recording.isReady ? t.releaseWaits : null,
    recording?.job?.state === 'running' && recording.isReady ? t.watchableNow : null,
    recording?.replacedBy ? t.beingReplaced(share(recording.replacedBy.job?.progress ?? 0)) : null,
    talk.isWithdrawn ? t.isWithdrawn : null,
    talk.visibility === 'draft' ? t.isDraft : null,
    talk.visibility === 'unlisted' ? t.isUnlisted : null,
  ].filter((remark) => remark !== null);
  return (
    <div className={s.facts}>
      {talk.speakers.length > 0 ? <p>{talk.speakers.join(', ')}</p> : null}
      {talk.slots.map(({ day, startsAt, roomId }) => (
        <p key={`${day} ${startsAt} ${roomId}`} className={s.soft}>
          {[
            startsAt === null ? day && format.day(day) : zonedMoment(startsAt, { language, timeZone }),
            roomId === null ? null : rooms.get(roomId),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ))}
      <p>
        <BoardState state={talk.state} />
      </p>
      {recording === null ? null : (
        <p className={s.soft}>
          {[
            recording.arrivedAs,
            recording.durationMs === null ? null : format.duration(recording.durationMs),
            recording.others > 0 ? t.moreRecordings(recording.others) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      {recording?.error ? <p lang="en">{recording.error}</p> : null}
    </div>
  );
}

function WithRecording({ talk, board, actions, recording }: PanelProps & { recording: BoardRecording }) {
  const t = useRoomWords('board');
  const [isScheduling, setScheduling] = useState(false);
  const run = (action: Action) => actions.run(talk, action);
  const { id } = recording;
  const isOptedOut = talk.state === 'opted_out';
  const isPublished = recording.publication === 'published';
  const job = recording.job?.state;
  const page = `/organize/recordings/${encodeURIComponent(id)}`;
  const button = (kind: 'publish' | 'unpublish' | 'retry' | 'cancel' | 'unschedule', words: string) => (
    <Button
      kind={kind === 'publish' ? 'main' : 'plain'}
      isBusy={actions.isBusy}
      onClick={() => run({ kind, recordingId: id })}
    >
      {words}
    </Button>
  );
  return (
    <>
      <Buttons>
        {!isPublished && !isOptedOut && recording.isReady ? button('publish', t.publish) : null}
        {isPublished ? button('unpublish', t.unpublish) : null}
        {!isPublished && !isOptedOut && recording.releaseAt === null ? (
          <Button aria-expanded={isScheduling} onClick={() => setScheduling(!isScheduling)}>
            {t.schedule}
          </Button>
        ) : null}
        {recording.releaseAt === null ? null : button('unschedule', t.cancelRelease)}
        {job === 'failed' || job === 'cancelled' ? button('retry', t.retry) : null}
        {job === 'queued' || job === 'running' ? button('cancel', t.cancel) : null}
        <LinkButton to={`${page}/trim`}>{t.trim}</LinkButton>
        <LinkButton to={page}>{t.toRecording}</LinkButton>
      </Buttons>
      {isScheduling && recording.releaseAt === null && !isPublished ? (
        <ScheduleForm
          timeZone={board.conference.timeZone}
          isBusy={actions.isBusy}
          onSchedule={(at) => run({ kind: 'schedule', recordingId: id, at })}
        />
      ) : null}
      <ChooseRecording
        label={t.replaceWith}
        act={t.replace}
        recordings={board.unmatched}
        isBusy={actions.isBusy}
        onChoose={(newId) => run({ kind: 'replace', recordingId: id, newId })}
      />
    </>
  );
}

function WithoutRecording({ talk, board, actions }: PanelProps) {
  const t = useRoomWords('board');
  return (
    <>
      <ChooseRecording
        label={t.assignFrom}
        act={t.assign}
        recordings={board.unmatched}
        isBusy={actions.isBusy}
        onChoose={(newId) => actions.run(talk, { kind: 'assign', recordingId: newId, newId })}
      />
      <Buttons>
        <LinkButton to={`/organize/conferences/${board.conference.id}/upload`}>{t.upload}</LinkButton>
      </Buttons>
    </>
  );
}

/** What takes the talk and its recording apart. */
function Apart({ talk, actions }: Omit<PanelProps, 'board'>) {
  const t = useRoomWords('board');
  const { recording } = talk;
  const isOut = talk.state === 'opted_out';
  return (
    <Buttons>
      {recording === null ? null : (
        <ConfirmButton
          kind="quiet"
          title={t.takeOffTitle}
          explanation={t.takeOffExplained}
          confirm={t.takeOff}
          isBusy={actions.isBusy}
          onConfirm={() => actions.run(talk, { kind: 'takeOff', recordingId: recording.id })}
        >
          {t.takeOff}
        </ConfirmButton>
      )}
      <ConfirmButton
        kind={isOut ? 'plain' : 'quiet'}
        title={isOut ? t.liftTitle(talk.title) : t.optOutTitle(talk.title)}
        explanation={isOut ? t.liftExplained : t.optOutExplained}
        confirm={(isOut ? t.lift : t.optOut).replace('…', '')}
        isBusy={actions.isBusy}
        onConfirm={() => actions.run(talk, { kind: isOut ? 'lift' : 'optOut' })}
      >
        {isOut ? t.lift : t.optOut}
      </ConfirmButton>
    </Buttons>
  );
}

function Ways({ talk, board }: Omit<PanelProps, 'actions'>) {
  const t = useRoomWords('board');
  const isSeen = talk.visibility === 'public' && board.conference.isPublic;
  return (
    <p className={s.ways}>
      <LinkButton kind="quiet" to={`/organize/talks/${talk.id}`}>
        {t.editTalk}
      </LinkButton>
      {isSeen ? <a href={paths.talk(talk.slug)}>{t.openPage}</a> : null}
    </p>
  );
}
