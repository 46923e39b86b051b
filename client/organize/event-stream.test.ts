import { describe, expect, it } from 'vitest';
import { createEventParser } from './event-stream.ts';

const stream =
  'retry: 2000\n\nid: 1\nevent: job.progress\ndata: {"a":\ndata: 1}\n\n: still here\n\nevent: job.done\ndata:{}\n\n';
const events = [
  { name: 'job.progress', data: '{"a":\n1}' },
  { name: 'job.done', data: '{}' },
];

describe('a stream of server-sent events', () => {
  it('is split into its events, without comments and retry lines', () => {
    expect(createEventParser()(stream)).toEqual(events);
  });

  it('may be cut anywhere', () => {
    for (let size = 1; size < 12; size += 1) {
      const parse = createEventParser();
      const pieces = stream.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(
        pieces.flatMap((piece) => parse(piece)),
        `pieces of ${size}`,
      ).toEqual(events);
    }
  });

  it('may end its lines with CRLF, also when the two are cut apart', () => {
    const parse = createEventParser();
    expect([...parse('event: a\r'), ...parse('\ndata: 1\r\n\r'), ...parse('\n')]).toEqual([
      { name: 'a', data: '1' },
    ]);
  });

  it('gives nothing of an event that has not ended', () => {
    expect(createEventParser()('event: a\ndata: 1\n')).toEqual([]);
  });
});
