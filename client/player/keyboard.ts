import type { PlayerMessages } from '../i18n/live.ts';

/** What a key asks of the player. */
export type Command =
  | {
      do:
        | 'toggle-play'
        | 'toggle-mute'
        | 'toggle-captions'
        | 'toggle-fullscreen'
        | 'toggle-picture-in-picture'
        | 'loop-from-here'
        | 'loop-to-here'
        | 'end-loop'
        | 'show-shortcuts';
    }
  | { do: 'seek-by'; seconds: number }
  | { do: 'seek-to-share'; share: number }
  | { do: 'frame-step'; direction: 1 | -1 }
  | { do: 'volume-by'; share: number }
  | { do: 'rate-step'; direction: 1 | -1 };

/** Where a key was pressed. */
export interface KeyPress {
  key: string;
  /** Alt, Ctrl or Meta is down: the browser's business. */
  isModified: boolean;
  /** `field` = typing or choosing, `control` = a link or button, `time` = the seek bar, `volume` = the volume bar. */
  target: 'field' | 'control' | 'time' | 'volume' | 'player' | 'page' | 'elsewhere';
}

/**
 * Where a key counts: `anywhere` but in fields; `near` = not on the volume bar nor on what is focused elsewhere on the
 * page; `inside` the player only, as it scrolls a page; `button` = wherever it does not press a button or link.
 */
type Place = 'anywhere' | 'near' | 'inside' | 'button';

interface Shortcut {
  name: Extract<keyof PlayerMessages, `key${string}`>;
  keys: readonly string[];
  place: Place;
  command: Command;
}

/** Every key of the player but the digits, in the order in which they are listed to people. */
const single: readonly Shortcut[] = [
  { name: 'keyPlay', keys: ['k'], place: 'anywhere', command: { do: 'toggle-play' } },
  { name: 'keyPlay', keys: [' '], place: 'button', command: { do: 'toggle-play' } },
  { name: 'keyBack5', keys: ['ArrowLeft'], place: 'near', command: { do: 'seek-by', seconds: -5 } },
  { name: 'keyOn5', keys: ['ArrowRight'], place: 'near', command: { do: 'seek-by', seconds: 5 } },
  { name: 'keyBack10', keys: ['j'], place: 'anywhere', command: { do: 'seek-by', seconds: -10 } },
  { name: 'keyOn10', keys: ['l'], place: 'anywhere', command: { do: 'seek-by', seconds: 10 } },
  { name: 'keyStart', keys: ['Home'], place: 'inside', command: { do: 'seek-to-share', share: 0 } },
  { name: 'keyEnd', keys: ['End'], place: 'inside', command: { do: 'seek-to-share', share: 1 } },
  { name: 'keyFrameBack', keys: [','], place: 'anywhere', command: { do: 'frame-step', direction: -1 } },
  { name: 'keyFrameOn', keys: ['.'], place: 'anywhere', command: { do: 'frame-step', direction: 1 } },
  { name: 'keySlower', keys: ['<'], place: 'anywhere', command: { do: 'rate-step', direction: -1 } },
  { name: 'keyFaster', keys: ['>'], place: 'anywhere', command: { do: 'rate-step', direction: 1 } },
  { name: 'keyLoopFrom', keys: ['a'], place: 'anywhere', command: { do: 'loop-from-here' } },
  { name: 'keyLoopTo', keys: ['b'], place: 'anywhere', command: { do: 'loop-to-here' } },
  { name: 'keyLoopOff', keys: ['x'], place: 'anywhere', command: { do: 'end-loop' } },
  { name: 'keyLouder', keys: ['ArrowUp'], place: 'inside', command: { do: 'volume-by', share: 0.05 } },
  { name: 'keyQuieter', keys: ['ArrowDown'], place: 'inside', command: { do: 'volume-by', share: -0.05 } },
  { name: 'keyMute', keys: ['m'], place: 'anywhere', command: { do: 'toggle-mute' } },
  { name: 'keyCaptions', keys: ['c'], place: 'anywhere', command: { do: 'toggle-captions' } },
  { name: 'keyFullscreen', keys: ['f'], place: 'anywhere', command: { do: 'toggle-fullscreen' } },
  { name: 'keyPicture', keys: ['i'], place: 'anywhere', command: { do: 'toggle-picture-in-picture' } },
  { name: 'keyShortcuts', keys: ['?'], place: 'anywhere', command: { do: 'show-shortcuts' } },
];

const digits: readonly Shortcut[] = Array.from({ length: 10 }, (_, digit) => ({
  name: 'keyTenths',
  keys: [String(digit)],
  place: 'anywhere',
  command: { do: 'seek-to-share', share: digit / 10 },
}));

/** All keys of the player; those of one name do the same. */
export const shortcuts: readonly Shortcut[] = [...single, ...digits];

const byKey = new Map(shortcuts.flatMap((shortcut) => shortcut.keys.map((key) => [key, shortcut] as const)));

function counts(place: Place, target: KeyPress['target']): boolean {
  if (place === 'anywhere') return true;
  if (target === 'elsewhere') return false;
  if (place === 'button') return target !== 'control';
  if (target === 'volume') return false;
  return place === 'near' || target !== 'page';
}

/**
 * Says what a key press means to the player, or null. Keys that scroll a page (up, down, home, end) count only inside
 * the player; none counts while somebody types.
 */
export function commandFor({ key, isModified, target }: KeyPress): Command | null {
  if (isModified || target === 'field') return null;
  const shortcut = byKey.get(key.length === 1 ? key.toLowerCase() : key);
  return shortcut && counts(shortcut.place, target) ? shortcut.command : null;
}
