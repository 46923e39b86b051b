import { paths } from '#server/contract/paths.ts';
import type { Recording } from '#server/contract/wire.ts';
import { browserKept } from './browser-kept.ts';
import { kindOfPlace } from './places.ts';

const patienceMs = 2000;

let resumedSeconds: number | null = null;

/** Where the player went on from by itself, in seconds; null where it starts as the address says. */
export function resumedFrom(): number | null {
  return resumedSeconds;
}

/**
 * The place where this viewer stopped, in seconds on the recording's timeline; null where there is none, and where a
 * shorter recording has none any more. A place on the timeline of another edit is mapped by the server; where that
 * cannot be reached in time, it is taken as it is.
 */
export async function keptPlace(
  slug: string,
  { editNumber, durationMs }: Pick<Recording, 'editNumber' | 'durationMs'>,
): Promise<number | null> {
  const position = browserKept().positionOf(slug);
  if (!position) return null;
  const seconds =
    position.editNumber === editNumber
      ? position.seconds
      : ((await mapped(slug, position.seconds, position.editNumber)) ?? position.seconds);
  if (durationMs !== null && kindOfPlace(seconds, durationMs) !== 'middle') return null;
  resumedSeconds = seconds;
  return seconds;
}

async function mapped(slug: string, seconds: number, editNumber: number): Promise<number | null> {
  try {
    const answer = await fetch(paths.api.moment(slug, seconds, editNumber), {
      signal: AbortSignal.timeout(patienceMs),
    });
    const moment: unknown = answer.ok ? await answer.json() : null;
    const found = moment instanceof Object ? Reflect.get(moment, 'seconds') : null;
    return typeof found === 'number' ? found : null;
  } catch {
    return null;
  }
}
