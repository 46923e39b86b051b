import { type RoomWords, useRoomWords } from '../organizer.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox } from '../ui/inputs.tsx';
import s from './matching.module.css';
import type { Keys } from './use-keys.ts';

const keyNames = [
  ['j ↓', 'next'],
  ['k ↑', 'previous'],
  ['1 2 3', 'choose'],
  ['Enter', 'confirm'],
  ['x', 'reject'],
  ['n', 'outside'],
  ['/', 'search'],
  ['c', 'cut'],
  ['s', 'skip'],
  ['u', 'undo'],
  ['?', 'help'],
] as const satisfies readonly (readonly [names: string, what: keyof RoomWords<'matching'>['keys']])[];

/** What each key does, and the switch that turns all of them off. */
export function KeyHelp({ isOpen, keys, onClose }: { isOpen: boolean; keys: Keys; onClose: () => void }) {
  const t = useRoomWords('matching');
  return (
    <Dialog title={t.help} isOpen={isOpen} onClose={onClose}>
      <dl className={s.keys}>
        {keyNames.map(([names, what]) => (
          <div key={names}>
            <dt>
              {names.split(' ').map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{t.keys[what]}</dd>
          </div>
        ))}
      </dl>
      <Checkbox label={t.keysOn} checked={keys.areOn} onChange={(event) => keys.turn(event.target.checked)} />
    </Dialog>
  );
}
