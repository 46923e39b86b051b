import { type Logger, pino } from 'pino';

export type Log = Logger;

/** The portal's log: JSON lines on standard error, so that standard output stays free for commands' answers. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
