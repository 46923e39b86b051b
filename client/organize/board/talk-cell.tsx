import type { BoardTalk } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { BoardState } from './board-state.tsx';
import s from './talk-cell.module.css';
import { zonedMoment } from './zoned-moment.ts';

/** What a cell knows and does besides showing its talk. */
export interface CellActions {
  /** The conference's, IANA name. */
  timeZone: string;
  open: (talk: BoardTalk) => void;
  selected: ReadonlySet<number>;
  toggle: (talk: BoardTalk) => void;
}

/** A talk in a cell of the programme or a row of the list: its title opens it, its box selects its recording. */
export function TalkCell({
  talk,
  when,
  actions,
}: {
  talk: BoardTalk;
  /** Time and place, where they do not follow from where it stands. */
  when?: string | null;
  actions: CellActions;
}) {
  const t = useRoomWords('board');
  const { m, format, language } = useOrganizer();
  const { recording } = talk;
  const job = recording?.job;
  const isAtWork = job?.state === 'running' || (job?.state === 'queued' && job.progress > 0);
  const release = recording?.releaseAt ?? null;
  return (
    <article className={s.cell} data-state={talk.state}>
      {recording === null ? null : (
        <label className={s.select}>
          <input
            type="checkbox"
            checked={actions.selected.has(talk.id)}
            onChange={() => actions.toggle(talk)}
            aria-label={t.select(talk.title)}
          />
        </label>
      )}
      <div className={s.words}>
        {when ? <p className={s.when}>{when}</p> : null}
        <h3>
          <button type="button" className={s.title} onClick={() => actions.open(talk)}>
            {talk.title}
          </button>
        </h3>
        {talk.speakers.length > 0 ? <p className={s.who}>{talk.speakers.join(', ')}</p> : null}
        <p className={s.state}>
          <BoardState state={talk.state} />
          {isAtWork ? (
            <span className={s.share}>{format.percent(Math.floor(job.progress * 100) / 100)}</span>
          ) : null}
          {release !== null && talk.state === 'scheduled' ? (
            <time className={s.share} dateTime={release}>
              {zonedMoment(release, { language, timeZone: actions.timeZone })}
            </time>
          ) : null}
          {talk.isWithdrawn && talk.state !== 'withdrawn' ? <span>{t.isWithdrawn}</span> : null}
        </p>
        {isAtWork ? (
          <div
            className={s.bar}
            role="progressbar"
            aria-label={m.progressOf(talk.title)}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.floor(job.progress * 100)}
          >
            <span style={{ inlineSize: `${job.progress * 100}%` }} />
          </div>
        ) : null}
      </div>
    </article>
  );
}
