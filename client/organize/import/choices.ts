import { useState } from 'react';
import type { ApplyImport } from '#server/contract/wire.ts';

/** What somebody has decided about one programme of an import: everything is taken, except what they say. */
export interface Choices {
  leftOut: number;
  overwritten: number;
  isLeftOut(entryId: string): boolean;
  isOverwritten(key: string): boolean;
  toggle(entryId: string): void;
  toggleOverwrite(key: string): void;
  /** As the API takes it. */
  decision(): Pick<ApplyImport, 'accept' | 'except' | 'overwrite'>;
}

/** Names one field of one entry. */
export function overwriteKey(entryId: string, field: string): string {
  return `${entryId} ${field}`;
}

/** Choices for each programme of an import, by position. */
export function useChoices(): (position: number) => Choices {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [overwritten, setOverwritten] = useState<ReadonlySet<string>>(new Set());
  return (position) => {
    const prefix = `${position}/`;
    const own = (all: ReadonlySet<string>) =>
      [...all].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    return {
      leftOut: own(leftOut).length,
      overwritten: own(overwritten).length,
      isLeftOut: (id) => leftOut.has(prefix + id),
      isOverwritten: (key) => overwritten.has(prefix + key),
      toggle: (id) => setLeftOut((all) => toggled(all, prefix + id)),
      toggleOverwrite: (key) => setOverwritten((all) => toggled(all, prefix + key)),
      decision: () => ({
        accept: 'all',
        except: own(leftOut),
        overwrite: own(overwritten).map((key) => {
          const [entry = '', field = ''] = key.split(' ');
          return { entry, field };
        }),
      }),
    };
  };
}

function toggled(all: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(all);
  if (!next.delete(key)) next.add(key);
  return next;
}
