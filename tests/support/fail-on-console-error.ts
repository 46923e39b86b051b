import { afterEach, beforeEach, expect, vi } from 'vitest';

/** Any console.error that a test did not ask for (by its own spy) fails that test. */
beforeEach(() => {
  const original = console.error;
  const messages: string[] = [];
  const spy = vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    messages.push(parts.map(String).join(' '));
    original(...parts);
  });
  afterEachMessages = () => {
    spy.mockRestore();
    return messages;
  };
});

let afterEachMessages: () => string[] = () => [];

afterEach(() => {
  expect(afterEachMessages(), 'unexpected console.error').toEqual([]);
});
