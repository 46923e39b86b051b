import { describe, expect, it } from 'vitest';
import { commandFor, type KeyPress, shortcuts } from './keyboard.ts';
import { latinKey } from './latin-key.ts';

const press = (key: string, target: KeyPress['target'] = 'page', isModified = false) =>
  commandFor({ key, target, isModified });

describe('keys of the player', () => {
  it('plays and pauses with space and k', () => {
    expect(press(' ')).toEqual({ do: 'toggle-play' });
    expect(press('K')).toEqual({ do: 'toggle-play' });
  });

  it('leaves space to a focused button and to controls elsewhere on the page', () => {
    expect(press(' ', 'control')).toBeNull();
    expect(press(' ', 'elsewhere')).toBeNull();
  });

  it('does nothing while somebody types', () => {
    for (const key of [' ', 'k', 'm', 'f', '5', 'ArrowLeft', '<']) expect(press(key, 'field')).toBeNull();
  });

  it('leaves modified keys to the browser', () => {
    for (const key of ['c', 'f', 'l', 'ArrowLeft', '1']) expect(press(key, 'page', true)).toBeNull();
  });

  it('seeks by five seconds with arrows and by ten with j and l', () => {
    expect(press('ArrowLeft')).toEqual({ do: 'seek-by', seconds: -5 });
    expect(press('ArrowRight', 'time')).toEqual({ do: 'seek-by', seconds: 5 });
    expect(press('j')).toEqual({ do: 'seek-by', seconds: -10 });
    expect(press('l')).toEqual({ do: 'seek-by', seconds: 10 });
  });

  it('leaves arrows to the volume bar and to focused links elsewhere', () => {
    expect(press('ArrowRight', 'volume')).toBeNull();
    expect(press('ArrowRight', 'elsewhere')).toBeNull();
  });

  it('takes keys that scroll a page only inside the player', () => {
    for (const key of ['ArrowUp', 'ArrowDown', 'Home', 'End']) {
      expect(press(key, 'page')).toBeNull();
      expect(press(key, 'player')).not.toBeNull();
    }
  });

  it('jumps to tenths with digits', () => expect(press('3')).toEqual({ do: 'seek-to-share', share: 0.3 }));

  it('changes the speed with < and >', () => {
    expect(press('<')).toEqual({ do: 'rate-step', direction: -1 });
    expect(press('>')).toEqual({ do: 'rate-step', direction: 1 });
  });

  it('ignores keys that mean nothing', () => {
    for (const key of ['q', 'Enter', 'Tab', 'constructor']) expect(press(key)).toBeNull();
  });

  it('steps by frames with , and .', () => {
    expect(press(',')).toEqual({ do: 'frame-step', direction: -1 });
    expect(press('.')).toEqual({ do: 'frame-step', direction: 1 });
  });

  it('are each in the list that is shown to people, once', () => {
    const keys = shortcuts.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { keys, command } of shortcuts) {
      for (const key of keys) expect(press(key, 'player')).toEqual(command);
    }
  });
});

describe('keys of other layouts', () => {
  it.each([
    [{ key: 'л', code: 'KeyK', shiftKey: false }, 'k'],
    [{ key: 'Ю', code: 'Period', shiftKey: true }, '>'],
    [{ key: 'б', code: 'Comma', shiftKey: false }, ','],
    [{ key: 'Process', code: 'KeyF', shiftKey: false }, 'f'],
    [{ key: '?', code: 'Digit7', shiftKey: true }, '?'],
    [{ key: 'j', code: 'KeyC', shiftKey: false }, 'j'],
    [{ key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: false }, 'ArrowLeft'],
  ])('%o counts as %s', (event, key) => expect(latinKey(event)).toBe(key));
});
