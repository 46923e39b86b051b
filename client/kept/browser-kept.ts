import { type Kept, keptPrefix, openKept } from './kept.ts';
import { browserStorage, type StorageState } from './storage.ts';

let opened: { kept: Kept; state: StorageState } | undefined;

function open(): NonNullable<typeof opened> {
  const { storage, state } = browserStorage();
  const kept = openKept(storage);
  // Other tabs write the same documents; a page that comes back from the browser's own memory has missed changes.
  addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(keptPrefix)) kept.changed();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) kept.changed();
  });
  return { kept, state };
}

/** What this browser keeps of its viewer. */
export function browserKept(): Kept {
  opened ??= open();
  return opened.kept;
}

/** Whether it outlives the page, and whether there is room for more. */
export function keptState(): StorageState {
  opened ??= open();
  return opened.state === 'lasting' && opened.kept.isFull() ? 'full' : opened.state;
}
