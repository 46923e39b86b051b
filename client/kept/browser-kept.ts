import { type Kept, keptPrefix, openKept } from './kept.ts';
import { browserStorage } from './storage.ts';

let opened: { kept: Kept; isLasting: boolean } | undefined;

function open(): { kept: Kept; isLasting: boolean } {
  const { storage, isLasting } = browserStorage();
  const kept = openKept(storage);
  // Other tabs write the same documents; a page that comes back from the browser's own memory has missed changes.
  addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(keptPrefix)) kept.changed();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) kept.changed();
  });
  return { kept, isLasting };
}

/** What this browser keeps of its viewer. */
export function browserKept(): Kept {
  opened ??= open();
  return opened.kept;
}

/** Whether it outlives the page: false where the browser denies storage. */
export function isKeptLasting(): boolean {
  opened ??= open();
  return opened.isLasting;
}
