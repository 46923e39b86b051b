import { useState } from 'react';
import { useRoomWords } from '../organizer.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import s from './selection-bar.module.css';
import type { Bulk } from './use-bulk.ts';

/** What can be done with all that is selected, at the foot of the window. */
export function SelectionBar({
  recordingIds,
  timeZone,
  isBusy,
  onRun,
  onClear,
}: {
  recordingIds: readonly string[];
  timeZone: string;
  isBusy: boolean;
  onRun: (bulk: Bulk) => void;
  onClear: () => void;
}) {
  const t = useRoomWords('board');
  const [isScheduling, setScheduling] = useState(false);
  if (recordingIds.length === 0) return null;
  return (
    <div className={s.bar}>
      <p role="status">{t.selected(recordingIds.length)}</p>
      <Buttons>
        <Button kind="main" isBusy={isBusy} onClick={() => onRun({ kind: 'publish', recordingIds })}>
          {t.publish}
        </Button>
        <Button isBusy={isBusy} onClick={() => setScheduling(true)}>
          {t.schedule}
        </Button>
        <Button kind="quiet" onClick={onClear}>
          {t.clear}
        </Button>
      </Buttons>
      <Dialog
        title={t.scheduleTitle(recordingIds.length)}
        isOpen={isScheduling}
        onClose={() => setScheduling(false)}
      >
        <ScheduleForm
          timeZone={timeZone}
          isBusy={isBusy}
          onSchedule={(at) => {
            setScheduling(false);
            onRun({ kind: 'schedule', recordingIds, at });
          }}
        />
      </Dialog>
    </div>
  );
}
