import { useState } from 'react';
import { Link } from 'react-router';
import type { LibraryRecording } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import s from './recording-actions.module.css';
import { ScheduleForm } from './schedule-form.tsx';
import { useActions } from './use-actions.ts';
import { zonedMoment } from './zoned-moment.ts';

/** On the page of a recording that has a talk: show it to viewers, take it back, set a time; and the way to its board. */
export function RecordingActions({ recording }: { recording: LibraryRecording }) {
  const t = useRoomWords('board');
  const { m, language } = useOrganizer();
  const actions = useActions();
  const [isScheduling, setScheduling] = useState(false);
  const { id, talk, conference, publication, releaseAt } = recording;
  const timeZone = conference?.timeZone ?? 'UTC';
  if (talk === null) return null;
  const isPublished = publication === 'published';
  return (
    <div className={s.actions}>
      {releaseAt === null ? null : <p>{t.releasedAt(zonedMoment(releaseAt, { language, timeZone }))}</p>}
      <Buttons>
        <Button
          kind={isPublished ? 'plain' : 'main'}
          isBusy={actions.isBusy}
          onClick={() => actions.run(talk, { kind: isPublished ? 'unpublish' : 'publish', recordingId: id })}
        >
          {isPublished ? t.unpublish : t.publish}
        </Button>
        {isPublished || releaseAt !== null ? null : (
          <Button aria-expanded={isScheduling} onClick={() => setScheduling(!isScheduling)}>
            {t.schedule}
          </Button>
        )}
        {releaseAt === null ? null : (
          <Button
            isBusy={actions.isBusy}
            onClick={() => actions.run(talk, { kind: 'unschedule', recordingId: id })}
          >
            {t.cancelRelease}
          </Button>
        )}
        <Link to={`/organize/talks/${talk.id}`}>{t.editTalk}</Link>
        {conference === null ? null : (
          <Link to={`/organize/conferences/${conference.id}?talk=${talk.id}`}>{m.board}</Link>
        )}
      </Buttons>
      {isScheduling && !isPublished && releaseAt === null ? (
        <ScheduleForm
          timeZone={timeZone}
          isBusy={actions.isBusy}
          onSchedule={(at) => actions.run(talk, { kind: 'schedule', recordingId: id, at })}
        />
      ) : null}
    </div>
  );
}
