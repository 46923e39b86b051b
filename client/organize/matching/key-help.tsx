import { useRoomMessages } from '../organizer.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox } from '../ui/inputs.tsx';
import s from './matching.module.css';
import { matchingMessages } from './messages.ts';
import type { Keys } from './use-keys.ts';

/** What each key does, and the switch that turns all of them off. */
export function KeyHelp({ isOpen, keys, onClose }: { isOpen: boolean; keys: Keys; onClose: () => void }) {
  const t = useRoomMessages(matchingMessages);
  return (
    <Dialog title={t.help} isOpen={isOpen} onClose={onClose}>
      <dl className={s.keys}>
        {t.keys.map(([names, does]) => (
          <div key={names}>
            <dt>
              {names.split(' ').map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox label={t.keysOn} checked={keys.areOn} onChange={(event) => keys.turn(event.target.checked)} />
    </Dialog>
  );
}
