import type { Request, Response } from 'express';
import type { BoardNews } from '#server/contract/wire.ts';

const heartbeatMs = 15_000;
/** Who listens comes back by itself, and is asked again who it is. */
const longestMs = 10 * 60_000;

/**
 * Sends news of a board as server-sent events (WHATWG HTML, 9.2): `changed` with the talks as they are now, `anew` where
 * the board is best read again.
 * @param o.isStillTheirs asked before each event and now and then: once it is false, nothing more is said
 * @param o.listen returns the function that stops listening
 */
export function streamNews(
  req: Request,
  res: Response,
  o: {
    isStillTheirs: () => boolean;
    listen: (listener: (news: BoardNews | 'anew') => void) => () => void;
  },
): void {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // no-transform keeps the compression away, which would hold events back; the other is for nginx.
    'Cache-Control': 'private, no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  res.write('retry: 2000\n\n');
  const say = (text: string) => void (o.isStillTheirs() ? res.write(text) : res.end());
  const stopListening = o.listen((news) =>
    say(news === 'anew' ? 'event: anew\ndata: {}\n\n' : `event: changed\ndata: ${JSON.stringify(news)}\n\n`),
  );
  const heartbeat = setInterval(() => say(': still here\n\n'), heartbeatMs);
  const end = setTimeout(() => res.end(), longestMs);
  res.on('close', () => {
    stopListening();
    clearInterval(heartbeat);
    clearTimeout(end);
  });
}
