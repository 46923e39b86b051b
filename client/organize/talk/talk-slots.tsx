import type { EditedTalk, TalkFields } from '#server/contract/wire.ts';
import s from '../editing/editing.module.css';
import type { Editor } from '../editing/use-editor.ts';
import { useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox, TextInput } from '../ui/inputs.tsx';

type Slot = TalkFields['slots'][number];

/** When and where a talk is held, in the time of the conference; a day of it may end after midnight. */
export function TalkSlots({ editor }: { editor: Editor<EditedTalk> }) {
  const t = useRoomWords('editing');
  const { conference } = editor.thing;
  const slots = (editor.value('slots') ?? []) as readonly Slot[]; // as the contract has it
  const change = (at: number, part: Partial<Slot>) =>
    editor.set(
      'slots',
      slots.map((slot, index) => (index === at ? { ...slot, ...part } : slot)),
    );
  const add = () => {
    const day = slots.at(-1)?.day ?? conference?.startDay ?? null;
    const durationMs = slots.at(-1)?.durationMs ?? 30 * 60_000;
    editor.set('slots', [...slots, { day, startsAt: null, durationMs, room: slots.at(-1)?.room ?? null }]);
  };
  return (
    <div className={s.stack}>
      <ol className={s.rows}>
        {slots.map((slot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while they are typed
          <li key={index}>
            <TextInput
              label={t.day}
              type="date"
              value={slot.day ?? ''}
              error={editor.error(`slots.${index}.day`)}
              onChange={({ target }) => change(index, timed(slot, { day: target.value || null }))}
            />
            <TextInput
              label={t.start}
              type="time"
              value={slot.startsAt?.slice(11) ?? ''}
              error={editor.error(`slots.${index}.startsAt`)}
              onChange={({ target }) => change(index, timed(slot, { time: target.value || null }))}
            />
            <TextInput
              label={t.minutes}
              type="number"
              min={1}
              value={slot.durationMs === null ? '' : Math.round(slot.durationMs / 60_000)}
              error={editor.error(`slots.${index}.durationMs`)}
              onChange={({ target }) =>
                change(index, { durationMs: target.value === '' ? null : Number(target.value) * 60_000 })
              }
            />
            {conference ? (
              <TextInput
                label={t.room}
                list="rooms"
                value={slot.room ?? ''}
                error={editor.error(`slots.${index}.room`)}
                onChange={({ target }) => change(index, { room: target.value || null })}
              />
            ) : null}
            <Checkbox
              label={t.afterMidnight}
              checked={isNextDate(slot)}
              disabled={slot.startsAt === null || slot.day === null}
              onChange={({ target }) => change(index, timed(slot, { isNext: target.checked }))}
            />
            <Button
              kind="quiet"
              onClick={() =>
                editor.set(
                  'slots',
                  slots.filter((_, each) => each !== index),
                )
              }
            >
              {t.removeSlot}
            </Button>
          </li>
        ))}
      </ol>
      <datalist id="rooms">
        {conference?.rooms.map((room) => (
          <option key={room} value={room} />
        ))}
      </datalist>
      <div>
        <Button onClick={add}>{t.addSlot}</Button>
      </div>
    </div>
  );
}

function isNextDate({ day, startsAt }: Slot): boolean {
  return day !== null && startsAt !== null && startsAt.slice(0, 10) > day;
}

/** A slot with another day, time or side of midnight; the date of the start follows. */
function timed(
  slot: Slot,
  part: { day?: string | null; time?: string | null; isNext?: boolean },
): Partial<Slot> {
  const day = part.day === undefined ? slot.day : part.day;
  const time = part.time === undefined ? (slot.startsAt?.slice(11) ?? null) : part.time;
  const isNext = part.isNext ?? isNextDate(slot);
  if (day === null || time === null) return { day, startsAt: null };
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + (isNext ? 86_400_000 : 0))
    .toISOString()
    .slice(0, 10);
  return { day, startsAt: `${date}T${time.slice(0, 5)}` };
}
