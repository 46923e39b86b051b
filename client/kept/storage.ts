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

/** The browser's own storage; what lasts only as long as the page where that is denied. */
export function browserStorage(): { storage: TextStorage; isLasting: boolean } {
  const probe = 'rostrum-kept-probe';
  try {
    const { localStorage } = window;
    localStorage.setItem(probe, '');
    localStorage.removeItem(probe);
    return { storage: localStorage, isLasting: true };
  } catch {
    return { storage: memoryStorage(), isLasting: false };
  }
}
