import type { ImportEntry, ImportField } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import { Badge } from '../ui/badge.tsx';
import { type Choices, overwriteKey } from './choices.ts';
import { FieldValue, useFieldName } from './field-value.tsx';
import s from './import.module.css';

/** One talk, speaker or the conference: what would change, and whether it is taken. */
export function EntryRow({
  entry,
  timeZone,
  choices,
}: {
  entry: ImportEntry;
  timeZone: string;
  choices: Choices;
}) {
  const t = useRoomWords('import');
  const hasChoice = entry.kind !== 'skipped' && entry.kind !== 'unchanged' && entry.kind !== 'kept';
  const isOut = choices.isLeftOut(entry.id);
  // Of a new talk everything is new: who speaks when says which one it is.
  const fields =
    entry.kind === 'new'
      ? entry.fields.filter(({ field }) => ['slots', 'speakers', 'recordingPlan'].includes(field))
      : entry.fields;
  return (
    <li className={s.entry} data-out={(hasChoice && isOut) || undefined}>
      {hasChoice ? (
        <input
          type="checkbox"
          checked={!isOut}
          onChange={() => choices.toggle(entry.id)}
          aria-label={t.takeThis(entry.title)}
        />
      ) : null}
      <div className={s.content}>
        <p className={s.name}>
          {entry.title} {entry.what === 'talk' ? null : <Badge>{t.of[entry.what]}</Badge>}
        </p>
        {entry.recordings > 0 && entry.kind !== 'unchanged' ? (
          <p className={s.soft}>{t.recordingsStay(entry.recordings)}</p>
        ) : null}
        {entry.notes.map((note) => (
          <p key={note} className={s.soft} lang="en">
            {note}
          </p>
        ))}
        {fields.length === 0 ? null : (
          <dl className={s.fields}>
            {fields.map((field) => (
              <FieldChange
                key={field.field}
                {...{ field, timeZone, choices }}
                entryId={entry.id}
                isNew={entry.kind === 'new'}
              />
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

function FieldChange({
  entryId,
  field,
  isNew,
  timeZone,
  choices,
}: {
  entryId: string;
  field: ImportField;
  isNew: boolean;
  timeZone: string;
  choices: Choices;
}) {
  const t = useRoomWords('import');
  const nameOf = useFieldName();
  const key = overwriteKey(entryId, field.field);
  const value = { field: field.field, timeZone };
  return (
    <div className={s.change}>
      <dt>{nameOf(field.field)}</dt>
      {isNew ? null : (
        <>
          <dd className={field.isEditedByHand && !choices.isOverwritten(key) ? undefined : s.gone}>
            <span className="visually-hidden">{t.before}: </span>
            <FieldValue {...value} value={field.before} />
          </dd>
          <dd className={s.arrow} aria-hidden="true">
            →
          </dd>
        </>
      )}
      <dd>
        <span className="visually-hidden">{t.after}: </span>
        <FieldValue {...value} value={field.after} />
      </dd>
      {field.isEditedByHand ? (
        <dd className={s.hand}>
          <Badge tone="wait">{t.byHand}</Badge>
          <label>
            <input
              type="checkbox"
              checked={choices.isOverwritten(key)}
              onChange={() => choices.toggleOverwrite(key)}
            />{' '}
            {t.takeTheirs}
          </label>
        </dd>
      ) : null}
    </div>
  );
}
