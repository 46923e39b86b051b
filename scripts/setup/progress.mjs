const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Shows steps as they run: one living line on a terminal, plain lines elsewhere.
 * `during(title, work)` calls `work(note)`; `note(text)` says what is going on inside the step.
 */
export function createProgress(stream) {
  const isLive = Boolean(stream.isTTY);
  const width = () => Math.max(20, (stream.columns || 80) - 1);
  const rewrite = (text) => stream.write(`\r\u001b[2K${text.slice(0, width())}`);

  return {
    say: (text) => stream.write(`${text}\n`),
    async during(title, work) {
      const startedAtMs = Date.now();
      let detail = '';
      const show = () => rewrite(`${title} … ${seconds(startedAtMs)}${detail ? `  ${detail}` : ''}`);
      const timer = setInterval(
        () => (isLive ? show() : stream.write(`${title} … ${seconds(startedAtMs)}\n`)),
        isLive ? 500 : 15_000,
      );
      if (isLive) show();
      else stream.write(`${title} …\n`);
      const note = (text) => {
        detail = text.trim().split('\n').at(-1) ?? '';
      };
      try {
        await work(note);
        clearInterval(timer);
        const done = `${title}: done in ${seconds(startedAtMs)}`;
        if (isLive) rewrite(done);
        stream.write(isLive ? '\n' : `${done}\n`);
      } catch (error) {
        clearInterval(timer);
        if (isLive) rewrite(`${title}: failed after ${seconds(startedAtMs)}`);
        stream.write(isLive ? '\n' : `${title}: failed after ${seconds(startedAtMs)}\n`);
        throw error;
      }
    },
  };
}
