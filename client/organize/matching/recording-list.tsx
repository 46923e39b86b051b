import { memo, useEffect, useRef } from 'react';
import type { MatchRecording, MatchTalk } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import s from './matching.module.css';

/** The recordings of one part of the list; the one that is looked at is marked and kept in sight. */
export function RecordingList({
  recordings,
  talks,
  selectedId,
  onSelect,
}: {
  recordings: readonly MatchRecording[];
  talks: ReadonlyMap<number, MatchTalk>;
  selectedId: string;
  onSelect: (recording: MatchRecording) => void;
}) {
  const t = useRoomWords('matching');
  return (
    <nav className={s.list} aria-label={t.list}>
      <ol>
        {recordings.map((recording) => (
          <Row
            key={recording.id}
            recording={recording}
            talk={talks.get(recording.talkId ?? recording.best[0]?.talkId ?? 0)?.title ?? null}
            isSelected={recording.id === selectedId}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </nav>
  );
}

const Row = memo(function Row({
  recording,
  talk,
  isSelected,
  onSelect,
}: {
  recording: MatchRecording;
  talk: string | null;
  isSelected: boolean;
  onSelect: (recording: MatchRecording) => void;
}) {
  const t = useRoomWords('matching');
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const isOut = recording.decision?.kind === 'not_in_programme';
  return (
    <li ref={ref}>
      <button type="button" aria-current={isSelected || undefined} onClick={() => onSelect(recording)}>
        <span className={s.path}>{recording.arrivedAs}</span>
        <span className={s.guess} data-kind={isOut ? 'none' : recording.kind}>
          {isOut ? t.notInProgramme : (talk ?? t.none)}
        </span>
      </button>
    </li>
  );
});
