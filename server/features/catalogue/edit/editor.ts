import type { z } from 'zod';
import { type FlatFields, flattenFields, isSameField, nestFields } from '#server/contract/edit-fields.ts';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import { notFound, validated } from '#server/kernel/http.ts';
import type { Actor } from '../../accounts/actor.ts';
import type { ChangeLog } from '../../accounts/change-log.ts';
import type { EditedEntity, EditStore } from './edit-store.ts';

/** A kind of thing that is edited by hand: how it is read, written and shown again. */
export interface EditedKind<Thing extends { fields: object }, Patch extends object> {
  entity: EditedEntity;
  patchSchema: z.ZodType<Patch>;
  /** null where there is none. */
  read(id: number): Thing | null;
  /** Writes what a patch says; the caller holds the transaction. @throws {AppError} `invalid` */
  write(thing: Thing, patch: Patch, context: WriteContext): void;
  title(thing: Thing): string;
  conferenceId(thing: Thing): number | null;
  /** Tells pages and search what has changed. */
  touch(id: number, before: Thing, after: Thing): void;
  /** Names under which an import knows a field. */
  marks(field: string): readonly string[];
}

export interface WriteContext {
  now: number;
  actor: Actor;
  /** Whether an old state is being put back: then nothing is kept of what goes. */
  isUndo: boolean;
}

export interface Saved<Thing> {
  thing: Thing;
  /** Number of the change; null where nothing changed. */
  change: number | null;
}

/** Reads, saves and takes back by hand: each change is one transaction, with its entry in the log of changes. */
export function createEditor<
  Thing extends { id: number; edition: number; fields: object },
  Patch extends object,
>(o: { db: Db; store: EditStore; changes: ChangeLog; kind: EditedKind<Thing, Patch> }) {
  const { store, kind } = o;

  function read(id: number): Thing {
    const thing = store.edition(kind.entity, id) === null ? null : kind.read(id);
    if (thing === null) throw notFound(`such ${kind.entity}`);
    return thing;
  }

  function change(
    given: { id: number; patch: Patch; action: string; marked: readonly string[] } & WriteContext,
  ): Saved<Thing> {
    const { id, now } = given;
    const before = read(id);
    kind.write(before, given.patch, given);
    const after = read(id);
    const changed = difference(flatPatch(before.fields), flatPatch(after.fields));
    const names = Object.keys(changed.after);
    if (names.length === 0 && given.action !== 'created') return { thing: after, change: null };
    store.bump(kind.entity, id, now);
    for (const name of names) {
      if (!given.marked.some((mark) => name === mark || name.startsWith(`${mark}.`))) continue;
      for (const mark of kind.marks(name)) store.mark(kind.entity, id, mark, now);
    }
    const number = o.changes.note({
      actor: given.actor,
      action: given.action,
      entity: kind.entity,
      entityId: id,
      conferenceId: kind.conferenceId(after),
      title: kind.title(after),
      ...(given.action === 'created' ? { after: changed.after } : changed),
    });
    kind.touch(id, before, after);
    return { thing: read(id), change: number };
  }

  function refuse(thing: Thing, wanted: FlatFields): never {
    const present = flatPatch(thing.fields);
    const latest = store.latest(kind.entity, thing.id);
    const fields = Object.entries(wanted)
      .filter(([name, value]) => !isSameField(present[name], value))
      .map(([field]) => ({ field, present: present[field] ?? null }));
    throw new AppError(
      'conflict',
      `${latest === null ? 'Somebody' : latest.actor_name} has changed this ${kind.entity} meanwhile: nothing was saved.`,
      {
        details: {
          edition: thing.edition,
          changedBy: latest?.actor_name ?? null,
          changedAt: latest === null ? null : new Date(latest.at_ms).toISOString(),
          fields,
        },
      },
    );
  }

  return {
    read,

    /**
     * Fills in a new thing.
     * @param insert makes its row; called inside the transaction
     */
    create(given: { insert: (now: number) => number; patch: Patch; actor: Actor }): Saved<Thing> {
      return o.db
        .transaction(() => {
          const now = Date.now();
          const id = given.insert(now);
          const marked = Object.keys(flatPatch(given.patch));
          return change({ ...given, id, now, action: 'created', marked, isUndo: false });
        })
        .immediate();
    },

    /**
     * Saves a change of some fields.
     * @throws {AppError} `conflict` where the thing has another edition by now, `invalid`, `not_found`
     */
    save(given: { id: number; edition: number; patch: Patch; actor: Actor }): Saved<Thing> {
      return o.db
        .transaction(() => {
          const wanted = flatPatch(given.patch);
          const present = read(given.id);
          if (present.edition !== given.edition) refuse(present, wanted);
          const marked = Object.keys(wanted);
          return change({ ...given, now: Date.now(), action: 'changed', marked, isUndo: false });
        })
        .immediate();
    },

    /** A change made on the way of another one; the caller holds the transaction. */
    changeWithin(given: { id: number; patch: Patch; actor: Actor; now: number }): Saved<Thing> {
      const marked = Object.keys(flatPatch(given.patch));
      return change({ ...given, action: 'changed', marked, isUndo: false });
    },

    /**
     * Takes the last change of a thing back.
     * @throws {AppError} `conflict` where it was not the last one, or what it changed is something else by now
     */
    undo(given: { changeId: number; actor: Actor }): Saved<Thing> {
      return o.db
        .transaction(() => {
          const row = store.change(given.changeId);
          if (row === null) throw notFound('such change');
          const id = Number(row.entity_id);
          const present = read(id);
          const isOurs = row.action === 'changed' || row.action === 'undone';
          if (!isOurs || row.before === null || row.after === null)
            throw new AppError('invalid', 'This change cannot be taken back here.');
          // Written by `change` above.
          const before = JSON.parse(row.before) as Record<string, unknown>;
          const after = JSON.parse(row.after) as Record<string, unknown>;
          const flat = flatPatch(present.fields);
          const isLast = store.latest(kind.entity, id)?.id === row.id;
          const isAsLeft = Object.entries(after).every(([name, value]) => isSameField(flat[name], value));
          if (!isLast || !isAsLeft || row.undone_by_id !== null) refuse(present, before);
          const patch = validated(kind.patchSchema, nestFields(before));
          const saved = change({
            ...{ id, patch, actor: given.actor, now: Date.now() },
            ...{ action: 'undone', marked: [], isUndo: true },
          });
          if (saved.change !== null) store.setUndone(row.id, saved.change);
          return saved;
        })
        .immediate();
    },
  };
}

/** A patch under flat names, without what only says how it is to be written. */
function flatPatch(patch: object): Record<string, unknown> {
  return flattenFields(Object.fromEntries(Object.entries(patch).filter(([name]) => name !== 'forgetsOld')));
}

/** Fields that differ, as they were and as they are; what is missing is null. */
function difference(before: FlatFields, after: FlatFields) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isSameField(before[name], after[name]),
  );
  const of = (fields: FlatFields) => Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return { before: of(before), after: of(after) };
}
