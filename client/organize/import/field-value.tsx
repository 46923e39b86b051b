import type { ImportField } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';

type Value = ImportField['before'];
type Slot = Extract<Value, readonly unknown[]>[number] & object;

/** Longer texts are cut: what differs in them is seen on the talk's own page. */
const shownLength = 600;

/** What a field holds, in the words of the reader. */
export function FieldValue({ field, value, timeZone }: { field: string; value: Value; timeZone: string }) {
  const t = useRoomWords('import');
  const { format } = useOrganizer();
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return <>{t.nothing}</>;
  if (field === 'withdrawn') return <>{t.yes}</>;
  if (typeof value === 'number') return <>{format.number(value)}</>;
  if (typeof value === 'string') {
    const plans: Readonly<Record<string, string>> = t.plans;
    if (field === 'recordingPlan') return <>{plans[value] ?? value}</>;
    if (field === 'language') return <>{format.languageName(value)}</>;
    return <>{value.length > shownLength ? `${value.slice(0, shownLength)}…` : value}</>;
  }
  return value.map((each, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a value have nothing else
    <div key={index}>{typeof each === 'string' ? each : <SlotWords slot={each} timeZone={timeZone} />}</div>
  ));
}

/** Day, time, length and room of a slot, as far as they are known. */
function SlotWords({ slot, timeZone }: { slot: Slot; timeZone: string }) {
  const { format } = useOrganizer();
  const start = slot.startMs === null ? null : new Date(slot.startMs).toISOString();
  const parts = [
    slot.day === null ? null : format.day(slot.day),
    start === null ? null : format.time(start, timeZone),
    slot.durationMs === null ? null : format.duration(slot.durationMs),
    slot.room,
  ];
  return <>{parts.filter((part) => part !== null).join(' · ')}</>;
}

/** The name of a field for people: `texts.en.title` is “Title (English)”. */
export function useFieldName(): (field: string) => string {
  const fields: Readonly<Record<string, string>> = useRoomWords('import').fields;
  const { format } = useOrganizer();
  return (field) => {
    const [group = '', language, part] = field.split('.');
    const name = fields[part ?? group] ?? field;
    return language === undefined ? name : `${name} (${format.languageName(language)})`;
  };
}
