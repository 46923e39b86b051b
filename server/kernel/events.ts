import { EventEmitter } from 'node:events';
import { Counter, type Registry } from 'prom-client';
import type { Log } from './log.ts';

/** A business event: a name such as `recording.ingested` and flat facts. */
export type EventFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Events {
  /** Writes one log line, counts the event, tells the listeners. */
  emit(name: string, fields?: EventFields): void;
  /** Listens to every event whose name starts with `prefix`; returns the function that stops listening. */
  on(prefix: string, listener: (name: string, fields: EventFields) => void): () => void;
}

/** Progress comes several times a second: told to listeners, not logged or counted. */
const quietEvents = new Set(['job.progress']);

/** The one place where business events become log lines and counters. */
export function createEvents({ log, registry }: { log: Log; registry: Registry }): Events {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const counter = new Counter({
    name: 'rostrum_events_total',
    help: 'Business events, by name',
    labelNames: ['event'],
    registers: [registry],
  });
  return {
    emit(name, fields = {}) {
      if (!quietEvents.has(name)) {
        log.info({ event: name, ...fields }, name);
        counter.inc({ event: name });
      }
      emitter.emit('event', name, fields);
    },
    on(prefix, listener) {
      const filtered = (name: string, fields: EventFields) => {
        if (name.startsWith(prefix)) listener(name, fields);
      };
      emitter.on('event', filtered);
      return () => emitter.off('event', filtered);
    },
  };
}
