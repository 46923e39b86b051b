/** One line on standard error that is rewritten in place; nothing where that is no terminal. */
export function createProgressLine(): { show(text: string): void; clear(): void } {
  const isTerminal = process.stderr.isTTY;
  let shownMs = 0;
  return {
    show(text) {
      // A terminal that is written to for each of a hundred thousand files is what takes the time.
      if (!isTerminal || Date.now() - shownMs < 50) return;
      shownMs = Date.now();
      process.stderr.write(`\r\u001b[K${text}`);
    },
    clear() {
      if (isTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}
