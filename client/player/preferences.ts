/** What the viewer chose before, kept in this browser only. Storage that is denied or full counts as nothing chosen. */
export interface Preferences {
  rate(): number;
  setRate(rate: number): void;
  /** Language of the captions; 'off'; null = never chosen. */
  captions(): string | null;
  setCaptions(language: string | 'off'): void;
  /** The language chosen last, also while captions are off. */
  captionsLanguage(): string | null;
  hasShortcuts(): boolean;
  setShortcuts(isOn: boolean): void;
}

const captionsLanguageKey = 'rostrum-captions-language';

/** Reads and writes the player's preferences in `storage`. */
export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>): Preferences {
  const read = (key: string) => {
    try {
      return storage.getItem(key);
    } catch {
      return null;
    }
  };
  const write = (key: string, value: string) => {
    try {
      storage.setItem(key, value);
    } catch {
      // Private windows may refuse: the choice then lasts as long as the page.
    }
  };
  return {
    rate() {
      const rate = Number(read('rostrum-rate') ?? 1);
      return rate >= 0.5 && rate <= 3 ? rate : 1;
    },
    setRate: (rate) => write('rostrum-rate', String(rate)),
    captions: () => (read('rostrum-captions') === 'off' ? 'off' : read(captionsLanguageKey)),
    setCaptions(language) {
      write('rostrum-captions', language === 'off' ? 'off' : 'on');
      if (language !== 'off') write(captionsLanguageKey, language);
    },
    captionsLanguage: () => read(captionsLanguageKey),
    hasShortcuts: () => read('rostrum-shortcuts') !== 'off',
    setShortcuts: (isOn) => write('rostrum-shortcuts', isOn ? 'on' : 'off'),
  };
}
