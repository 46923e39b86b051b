import { describe, expect, it } from 'vitest';
import { createSession } from './session.ts';

function memory() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

describe('the organizer’s session', () => {
  it('is found again in the same tab, and gone after signing out', () => {
    const storage = memory();
    createSession(() => storage).begin('secret');
    const again = createSession(() => storage);
    expect(again.get()).toEqual({ token: 'secret', wasRefused: false });
    again.end('left');
    expect(createSession(() => storage).get().token).toBeNull();
    expect(storage.values.size).toBe(0);
  });

  it('remembers that a token was refused, and tells those who listen', () => {
    const session = createSession(memory);
    let told = 0;
    session.subscribe(() => {
      told += 1;
    });
    session.begin('wrong');
    session.end('refused');
    expect(session.get()).toEqual({ token: null, wasRefused: true });
    expect(told).toBe(2);
  });

  it('lasts as long as the page where storage is denied', () => {
    const session = createSession(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    session.begin('secret');
    expect(session.get().token).toBe('secret');
  });
});
