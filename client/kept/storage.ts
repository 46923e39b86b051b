/** As much of a browser's storage as is needed here. */
export interface TextStorage {
  getItem(key: string): string | null;
  /** Throws where there is no room. */
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/** Storage that lasts as long as the page: for browsers that deny theirs, and for tests. */
export function memoryStorage(): TextStorage {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

/** How far a browser's storage can be relied on: `full` = what is there stays, and there is no room for more. */
export type StorageState = 'lasting' | 'full' | 'denied';

/** The browser's own storage; what lasts only as long as the page where that is denied. */
export function browserStorage(): { storage: TextStorage; state: StorageState } {
  try {
    const { localStorage } = window;
    const hasRoom = takes(localStorage);
    // One that is empty and takes nothing is closed to us.
    if (hasRoom || localStorage.length > 0)
      return { storage: localStorage, state: hasRoom ? 'lasting' : 'full' };
  } catch {
    // Denied.
  }
  return { storage: memoryStorage(), state: 'denied' };
}

function takes(storage: TextStorage): boolean {
  const probe = 'rostrum-kept-probe';
  try {
    storage.setItem(probe, '');
    storage.removeItem(probe);
    return true;
  } catch {
    return false;
  }
}
