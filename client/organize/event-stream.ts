/** One event of a stream; comments and `retry` lines are left out. */
export interface ServerEvent {
  name: string;
  data: string;
}

/**
 * Splits a text/event-stream (WHATWG HTML, 9.2.6) into events, however its bytes are cut. Feed it pieces of text; it
 * returns the events that are whole now.
 */
export function createEventParser(): (piece: string) => ServerEvent[] {
  let rest = '';
  let name = '';
  let data: string[] = [];

  const takeLine = (line: string): ServerEvent | null => {
    if (line === '') {
      const event = data.length > 0 ? { name: name || 'message', data: data.join('\n') } : null;
      name = '';
      data = [];
      return event;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
    return null;
  };

  return (piece) => {
    const text = rest + piece;
    // A CR at the very end may be half of a CRLF.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? '') + text.slice(end);
    return lines.map(takeLine).filter((event) => event !== null);
  };
}

/** Reads a streamed answer to its end; `onBeat` is called for everything that arrives, heartbeats too. */
export async function readEvents(
  response: Response,
  on: { onEvent(event: ServerEvent): void; onBeat(): void },
): Promise<void> {
  if (!response.body) return;
  const parse = createEventParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    on.onBeat();
    for (const event of parse(value)) on.onEvent(event);
  }
}
