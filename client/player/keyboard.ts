/** What a key asks of the player. */
export type Command =
  | { do: 'toggle-play' | 'toggle-mute' | 'toggle-captions' | 'toggle-fullscreen' }
  | { do: 'seek-by'; seconds: number }
  | { do: 'seek-to-share'; share: number }
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

const letters = new Map<string, Command>([
  ['k', { do: 'toggle-play' }],
  ['j', { do: 'seek-by', seconds: -10 }],
  ['l', { do: 'seek-by', seconds: 10 }],
  ['m', { do: 'toggle-mute' }],
  ['c', { do: 'toggle-captions' }],
  ['f', { do: 'toggle-fullscreen' }],
  ['<', { do: 'rate-step', direction: -1 }],
  ['>', { do: 'rate-step', direction: 1 }],
]);

const sideways = new Map<string, Command>([
  ['ArrowLeft', { do: 'seek-by', seconds: -5 }],
  ['ArrowRight', { do: 'seek-by', seconds: 5 }],
]);

const insidePlayer = new Map<string, Command>([
  ['ArrowUp', { do: 'volume-by', share: 0.05 }],
  ['ArrowDown', { do: 'volume-by', share: -0.05 }],
  ['Home', { do: 'seek-to-share', share: 0 }],
  ['End', { do: 'seek-to-share', share: 1 }],
]);

/**
 * Says what a key press means to the player, or null. Keys that scroll a page (up, down, home, end) count only inside
 * the player; none counts while somebody types.
 */
export function commandFor({ key, isModified, target }: KeyPress): Command | null {
  if (isModified || target === 'field') return null;
  if (/^\d$/.test(key)) return { do: 'seek-to-share', share: Number(key) / 10 };
  const letter = letters.get(key.toLowerCase());
  if (letter) return letter;
  if (key === ' ') return target === 'control' || target === 'elsewhere' ? null : { do: 'toggle-play' };
  if (target === 'volume' || target === 'elsewhere') return null;
  const isInside = target === 'player' || target === 'time' || target === 'control';
  return sideways.get(key) ?? (isInside ? insidePlayer.get(key) : undefined) ?? null;
}
