import { useState } from 'react';
import type { UnmatchedRecording } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/inputs.tsx';
import s from './talk-panel.module.css';

/** Chooses one of the recordings that have no talk; nothing where there is none. */
export function ChooseRecording({
  label,
  act,
  recordings,
  isBusy,
  onChoose,
}: {
  label: string;
  /** The words of the button. */
  act: string;
  recordings: readonly UnmatchedRecording[];
  isBusy: boolean;
  onChoose: (recordingId: string) => void;
}) {
  const t = useRoomWords('board');
  const [chosen, setChosen] = useState('');
  if (recordings.length === 0) return null;
  return (
    <div className={s.choose}>
      <Select
        label={label}
        value={chosen}
        options={[
          { value: '', label: t.choose },
          ...recordings.map(({ id, arrivedAs }) => ({ value: id, label: arrivedAs })),
        ]}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      />
      <Button isBusy={isBusy} disabled={chosen === ''} onClick={() => onChoose(chosen)}>
        {act}
      </Button>
    </div>
  );
}
