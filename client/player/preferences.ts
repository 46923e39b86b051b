import { type CaptionLook, parseCaptionLook } from './caption-look.ts';
import { rates } from './rates.ts';

/** What the viewer chose before, kept in this browser only. Storage that is denied or full counts as nothing chosen. */
export interface Preferences {
  rate(): number;
  setRate(rate: number): void;
  /** Language of the captions; 'off'; null = never chosen. */
  captions(): string | null;
  setCaptions(language: string | 'off'): void;
  /** The language chosen last, also while captions are off. */
  captionsLanguage(): string | null;
  captionLook(): CaptionLook;
  setCaptionLook(look: CaptionLook): void;
  /** Whether the next talk starts by itself; only where the viewer asked for it. */
  playsNext(): boolean;
  setPlaysNext(isOn: boolean): void;
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
      const rate = Math.round(Number(read('rostrum-rate') ?? 1) * 10) / 10;
      return rates.includes(rate) ? rate : 1;
    },
    setRate: (rate) => write('rostrum-rate', String(rate)),
    captions: () => (read('rostrum-captions') === 'off' ? 'off' : read(captionsLanguageKey)),
    setCaptions(language) {
      write('rostrum-captions', language === 'off' ? 'off' : 'on');
      if (language !== 'off') write(captionsLanguageKey, language);
    },
    captionsLanguage: () => read(captionsLanguageKey),
    captionLook: () => parseCaptionLook(read('rostrum-captions-size'), read('rostrum-captions-background')),
    setCaptionLook({ size, background }) {
      write('rostrum-captions-size', size);
      write('rostrum-captions-background', background);
    },
    playsNext: () => read('rostrum-play-next') === 'on',
    setPlaysNext: (isOn) => write('rostrum-play-next', isOn ? 'on' : 'off'),
    hasShortcuts: () => read('rostrum-shortcuts') !== 'off',
    setShortcuts: (isOn) => write('rostrum-shortcuts', isOn ? 'on' : 'off'),
  };
}
