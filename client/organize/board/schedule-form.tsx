import { useState } from 'react';
import { useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { FormActions } from '../ui/field.tsx';
import { TextInput } from '../ui/inputs.tsx';

/** Asks for a day and a time by the conference's clocks; `onSchedule` gets `YYYY-MM-DDTHH:MM`. */
export function ScheduleForm({
  timeZone,
  isBusy,
  onSchedule,
}: {
  timeZone: string;
  isBusy: boolean;
  onSchedule: (at: string) => void;
}) {
  const t = useRoomWords('board');
  const [at, setAt] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(at === '');
        if (at !== '') onSchedule(at.slice(0, 16));
      }}
    >
      <TextInput
        type="datetime-local"
        label={t.releaseAt(timeZone)}
        hint={t.releaseHint}
        error={isMissing && at === '' ? t.releaseMissing : null}
        value={at}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      <FormActions>
        <Button kind="main" type="submit" isBusy={isBusy}>
          {t.setRelease}
        </Button>
      </FormActions>
    </form>
  );
}
