import type { Actor } from '#server/features/accounts/actor.ts';
import type { ChangeLog } from '#server/features/accounts/change-log.ts';
import type { FieldValue } from './changes.ts';
import type { ConferenceRecord } from './conference-store.ts';
import type { TalkPlan } from './diff-programme.ts';
import { countOutcomes, type ImportEntry } from './import-report.ts';

interface LogTools {
  changes: ChangeLog;
  actor: Pick<Actor, 'id' | 'name'>;
}

/** Longer texts are cut in the log: it says what changed, not what was said. */
const shownLength = 500;

/** Writes down that a programme was imported, in numbers. */
export function logImport(
  o: LogTools,
  given: { conference: ConferenceRecord | null; entries: readonly ImportEntry[] },
): void {
  const { conference, entries } = given;
  const title = entries.find(({ what }) => what === 'conference')?.title;
  o.changes.note({
    actor: o.actor,
    action: 'imported',
    entity: conference === null ? 'import' : 'conference',
    entityId: conference?.id ?? 0,
    conferenceId: conference?.id ?? null,
    title: title ?? 'talks of no conference',
    after: { ...countOutcomes(entries) },
  });
}

/** Writes down what an import changed about a talk that was there. */
export function noteTalk(
  o: LogTools,
  given: { talk: TalkPlan; entry: ImportEntry; id: number; conferenceId: number | null },
): void {
  const { talk, entry, id, conferenceId } = given;
  const written = talk.entry.fields.filter(({ field }) => entry.fields.includes(field));
  o.changes.note({
    ...{ actor: o.actor, action: 'imported', entity: 'talk', entityId: id, conferenceId, title: entry.title },
    before: Object.fromEntries(written.map(({ field, before }) => [field, shortened(before)])),
    after: Object.fromEntries(written.map(({ field, after }) => [field, shortened(after)])),
  });
}

function shortened(value: FieldValue): FieldValue {
  return typeof value === 'string' && value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;
}
