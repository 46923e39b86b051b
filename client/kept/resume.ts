import { paths } from '#server/contract/paths.ts';
import type { Recording } from '#server/contract/wire.ts';
import { browserKept } from './browser-kept.ts';

const patienceMs = 2000;

let resumedSeconds: number | null = null;

/** Where the player went on from by itself, in seconds; null where it starts as the address says. */
export function resumedFrom(): number | null {
  return resumedSeconds;
}

/**
 * The place where this viewer stopped, in seconds on the recording's timeline; null where there is none. A place on the
 * timeline of another edit is mapped by the server; where that cannot be reached in time, it is taken as it is.
 */
export async function keptPlace(
  slug: string,
  recording: Pick<Recording, 'editNumber'>,
): Promise<number | null> {
  const position = browserKept().positionOf(slug);
  if (!position) return null;
  const { seconds, editNumber } = position;
  resumedSeconds =
    editNumber === recording.editNumber ? seconds : ((await mapped(slug, seconds, editNumber)) ?? seconds);
  return resumedSeconds;
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
