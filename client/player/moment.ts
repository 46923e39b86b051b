import { paths } from '#server/contract/paths.ts';
import type { Moment } from '#server/contract/wire.ts';

/** Where a second of one edit's timeline lies on the timeline of now; the same second where nobody can tell. */
export async function currentSecond(slug: string, seconds: number, editNumber: number): Promise<number> {
  try {
    const response = await fetch(paths.api.moment(slug, seconds, editNumber), { cache: 'no-cache' });
    if (!response.ok) return seconds;
    const moment = (await response.json()) as Moment; // our own API, described by the same type
    return moment.seconds;
  } catch {
    return seconds;
  }
}
