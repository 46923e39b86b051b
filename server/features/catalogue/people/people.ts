import type { People, Person } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import { notFound } from '#server/kernel/http.ts';
import type { Change, ChangeLog } from '../../accounts/change-log.ts';
import { createProposals } from './propose.ts';
import type { LikenessKind } from './same-person.ts';
import { createPeopleStore, type PersonRow } from './store.ts';

type By = Change['actor'];

/** The capability "one person": who may be the same is proposed, merged by people, and taken apart again. */
export function createPeople(o: {
  db: Db;
  changes: ChangeLog;
  touch: (talkIds: readonly number[]) => void;
  onFailed: (error: unknown) => void;
  now?: () => number;
}) {
  const { db, changes, touch, now = Date.now } = o;
  const store = createPeopleStore(db);
  const proposals = createProposals({ ...o, store });

  const named = (id: number): PersonRow => {
    const person = store.person(id, null);
    if (person === null) throw notFound('such speaker');
    return person;
  };
  const note = (by: By, action: string, person: PersonRow, into: PersonRow | null) =>
    changes.note({
      actor: by,
      action,
      entity: 'speaker',
      entityId: person.id,
      conferenceId: null,
      title: person.name,
      ...(into === null ? {} : { after: { mergedInto: into.id, name: into.name } }),
    });

  const merge = db.transaction((keptId: number, mergedId: number, by: By): number => {
    const [kept, merged] = [named(keptId), named(mergedId)];
    if (keptId === mergedId) throw new AppError('invalid', 'A speaker cannot be merged with themselves.');
    if (store.pointer(keptId) !== null || store.pointer(mergedId) !== null)
      throw new AppError('conflict', 'One of the two was merged meanwhile: look at the list again.');
    if (store.areTogether(keptId, mergedId))
      throw new AppError(
        'conflict',
        `A talk bills both ${kept.name} and ${merged.name}: take one of them off it first, if they are one person.`,
      );
    const moved = store.pointingAt(mergedId);
    for (const id of [...moved, mergedId]) store.point(id, keptId, now());
    const id = store.addMerge({
      kept_id: keptId,
      merged_id: mergedId,
      moved: JSON.stringify(moved),
      actor_name: by.name,
      at_ms: now(),
    });
    store.decide(keptId, mergedId, { decision: 'merged', by: by.name, now: now() });
    note(by, 'merged', merged, kept);
    touch(store.talkIds(keptId));
    return id;
  });

  const undo = db.transaction((mergeId: number, by: By): void => {
    const done = store.merge(mergeId);
    if (done === null) throw notFound('such merge, or it was undone already');
    const { kept_id, merged_id } = done;
    // Numbers of speakers, written by `merge`; those that were moved on since stay where they are.
    const moved = JSON.parse(done.moved) as number[];
    if (store.pointer(merged_id) !== kept_id)
      throw new AppError('conflict', 'The speaker kept was merged with another since: undo that first.');
    const talks = store.talkIds(kept_id);
    store.point(merged_id, null, now());
    for (const id of moved) if (store.pointer(id) === kept_id) store.point(id, merged_id, now());
    store.markUndone(mergeId, now());
    // Whoever takes two people apart has said that they are two.
    store.decide(kept_id, merged_id, { decision: 'rejected', by: by.name, now: now() });
    note(by, 'unmerged', named(merged_id), null);
    touch(talks);
  });

  const reject = db.transaction((a: number, b: number, by: By): void => {
    note(by, 'kept apart', named(a), named(b));
    store.decide(a, b, { decision: 'rejected', by: by.name, now: now() });
  });

  return {
    /**
     * Pairs that wait for somebody, the likeliest first, and the merges that can be undone.
     * @param o.isAllowed whether both speakers of a pair are somebody's to decide about
     * @param o.conferenceIds whose drafts they may know of; null = all
     */
    async read(o: {
      isAllowed: (speakerId: number) => boolean;
      conferenceIds: ReadonlySet<number> | null;
      limit: number;
    }): Promise<People> {
      const { isAllowed, limit } = o;
      const seen = o.conferenceIds && JSON.stringify([...o.conferenceIds]);
      const shown = (id: number) => personOf(store.person(id, seen));
      await proposals.ensureFresh();
      const proposed: People['proposals'] = [];
      for (const { speaker_id, other_id, score, reason } of store.open()) {
        if (proposed.length === limit) break;
        if (!isAllowed(speaker_id) || !isAllowed(other_id)) continue;
        const { kind } = JSON.parse(reason) as { kind: LikenessKind }; // written by the proposals
        const pair = { speaker: shown(speaker_id), other: shown(other_id) };
        if (pair.speaker !== null && pair.other !== null)
          proposed.push({ speaker: pair.speaker, other: pair.other, score, kind, words: words[kind] });
      }
      const merges = store.merges().flatMap(({ id, kept_id, merged_id, actor_name, at_ms }) => {
        const [kept, merged] = [shown(kept_id), shown(merged_id)];
        if (kept === null || merged === null || !isAllowed(merged_id)) return [];
        return [{ id, kept, merged, by: actor_name, at: new Date(at_ms).toISOString() }];
      });
      return { proposals: proposed, merges };
    },
    /** Makes two speakers one: the pages, search and old addresses of both are those of `keptId`. @returns number of the merge */
    merge: (keptId: number, mergedId: number, by: By): number => merge.immediate(keptId, mergedId, by),
    /** Says that they are two; they are not proposed again. */
    reject: (a: number, b: number, by: By): void => reject.immediate(a, b, by),
    /** Takes a merge back. @throws {AppError} `not_found`, `conflict` */
    undo: (mergeId: number, by: By): void => undo.immediate(mergeId, by),
    /** The speaker that a merge took in; null where there is no such merge. */
    mergedBy: (mergeId: number): number | null => store.merge(mergeId)?.merged_id ?? null,
    start: proposals.start,
    stop: proposals.stop,
  };
}

export type PeopleService = ReturnType<typeof createPeople>;

const words: Readonly<Record<LikenessKind, string>> = {
  accents: 'The same name but for accents, capitals or punctuation.',
  order: 'The same words in another order.',
  script: 'The same name in another script.',
  middle: 'One has a name or an initial in the middle that the other leaves out.',
  short: 'One first name is short for the other.',
  initials: 'One gives only the initial of the first name.',
  spelling: 'The names differ by a letter.',
};

function personOf(row: PersonRow | null): Person | null {
  if (row === null) return null;
  const { id, slug, name, talk_count, talks } = row;
  return { id, slug, name, talkCount: talk_count, talks: JSON.parse(talks) as string[] }; // made by json_group_array
}
