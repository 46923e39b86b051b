import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flattenFields, isSameField, nestFields } from '#server/contract/edit-fields.ts';
import { paths } from '#server/contract/paths.ts';
import { ApiProblem } from '../api-problem.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { useToast } from '../ui/toast.tsx';

/** A thing that is edited: its fields, and the edition they were read in. */
export interface Editable {
  id: number;
  edition: number;
  fields: object;
}

/** What somebody else saved while this page was open. */
export interface Conflict {
  by: string | null;
  at: string | null;
  /** Fields that both changed and nobody has decided on. */
  open: readonly string[];
}

export interface Editor<T extends Editable> {
  thing: T;
  /** The value of a field as it stands on the page, under its flat name: `texts.en.title`. */
  value: (name: string) => unknown;
  /** The same for a field of words; '' for none. */
  text: (name: string) => string;
  set: (name: string, value: unknown) => void;
  /** What is wrong with a field, in the portal's words. */
  error: (name: string) => string | null;
  isDirty: boolean;
  isSaving: boolean;
  problem: Error | null;
  conflict: Conflict | null;
  /** What the portal has now of a field that both changed. */
  theirs: (name: string) => unknown;
  decide: (name: string, whose: 'mine' | 'theirs') => void;
  save: () => void;
}

interface State<T> {
  thing: T;
  edits: Readonly<Record<string, unknown>>;
}

/** An empty field says nothing. */
const orNull = (value: unknown) => (value === '' ? null : value);

const flat = (thing: Editable) => flattenFields(Object.fromEntries(Object.entries(thing.fields)));

/** Edits a thing: knows what was changed, saves only that, and brings two people's changes together without losing any. */
export function useEditor<T extends Editable>(o: {
  initial: T;
  path: string;
  /** Given where a save sends more than fields. */
  extra?: () => Record<string, unknown>;
  onSaved?: (thing: T) => void;
}): Editor<T> {
  const { path, onSaved, extra } = o;
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const { m } = useOrganizer();
  const t = useRoomWords('editing');
  const [{ thing, edits }, setState] = useState<State<T>>({ thing: o.initial, edits: {} });
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const [fixed, setFixed] = useState<ReadonlySet<string>>(new Set());
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const present = flat(thing);
  const isDirty = Object.keys(edits).length > 0;

  const set = useCallback((name: string, value: unknown) => {
    setFixed((known) => new Set([...known, name]));
    setState((state) => {
      const { [name]: _old, ...others } = state.edits;
      const isSame = isSameField(flat(state.thing)[name], orNull(value));
      return { thing: state.thing, edits: isSame ? others : { ...others, [name]: value } };
    });
  }, []);

  /** The thing as the portal has it now; what was typed meanwhile stays. */
  const take = (next: T, sent: Readonly<Record<string, unknown>>) =>
    setState((state) => ({
      thing: next,
      edits: Object.fromEntries(
        Object.entries(state.edits).filter(
          ([name, value]) =>
            !(name in sent && isSameField(sent[name], value)) &&
            !isSameField(flat(next)[name], orNull(value)),
        ),
      ),
    }));

  const undo = async (change: number) => {
    try {
      await http.send('POST', paths.api.undoChange(change));
      take(await http.get<T>(path), {});
      toast({ kind: 'good', text: t.undone });
      await client.invalidateQueries();
    } catch (error) {
      toast({ kind: 'problem', text: `${m.actionFailed} ${error instanceof Error ? error.message : ''}` });
    }
  };

  const meet = async (refused: ApiProblem) => {
    const next = await http.get<T>(path);
    const theirs = flat(next);
    const both = Object.entries(edits).filter(
      ([name, value]) => !isSameField(theirs[name], present[name]) && !isSameField(theirs[name], value),
    );
    const { changedBy, changedAt } = refused.details;
    take(next, {});
    setConflict({
      by: typeof changedBy === 'string' ? changedBy : null,
      at: typeof changedAt === 'string' ? changedAt : null,
      open: both.map(([name]) => name),
    });
  };

  const save = async () => {
    if (isSaving || (conflict?.open.length ?? 0) > 0) return;
    if (!isDirty && !extra) return;
    const sent = Object.fromEntries(Object.entries(edits).map(([name, value]) => [name, orNull(value)]));
    setSaving(true);
    setProblem(null);
    setFixed(new Set());
    try {
      const saved = await http.send<{ thing: T; change: number | null }>(
        'PATCH',
        path,
        { ...nestFields(sent), ...extra?.() },
        { ifMatch: `"${thing.edition}"` },
      );
      take(saved.thing, edits);
      setConflict(null);
      onSaved?.(saved.thing);
      const { change } = saved;
      toast({
        kind: 'good',
        text: t.saved,
        ...(change !== null && { action: { label: t.undo, run: () => void undo(change) } }),
      });
      await client.invalidateQueries();
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 409) await meet(error).catch(setProblem);
      else setProblem(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSaving(false);
    }
  };

  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      void latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useUnsavedGuard(isDirty, t.leaveUnsaved);

  const value = (name: string) => (name in edits ? edits[name] : present[name]);
  return {
    thing,
    value,
    text(name) {
      const found = value(name);
      return typeof found === 'string' ? found : '';
    },
    set,
    error: (name) => (problem instanceof ApiProblem && !fixed.has(name) ? problem.of(name) : null),
    isDirty,
    isSaving,
    problem,
    conflict,
    theirs: (name) => present[name],
    decide(name, whose) {
      if (whose === 'theirs') set(name, present[name] ?? null);
      setConflict((known) => known && { ...known, open: known.open.filter((each) => each !== name) });
    },
    save: () => void save(),
  };
}

/** Asks before a page with unsaved changes is left, by a link of it or by the browser. */
function useUnsavedGuard(isDirty: boolean, question: string): void {
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || event.ctrlKey || event.metaKey)
        return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty, question]);
}
