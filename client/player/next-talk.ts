import type { UiLanguage } from '#server/contract/languages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Talk, TalkCard } from '#server/contract/wire.ts';
import { markNext } from './next-mark.ts';

/** The talk to watch after another: the next of its conference's programme that can be watched, else one of the same people. */
export function nextOf(
  talk: Pick<Talk, 'slug' | 'startsAt' | 'moreFromConference' | 'moreFromSpeakers'>,
): TalkCard | null {
  const canWatch = ({ state, slug }: TalkCard) => state === 'watchable' && slug !== talk.slug;
  const inTurn = talk.moreFromConference
    .filter(canWatch)
    .toSorted((a, b) => (a.startsAt ?? '').localeCompare(b.startsAt ?? ''));
  const later = inTurn.find(({ startsAt }) => (startsAt ?? '') > (talk.startsAt ?? ''));
  return later ?? talk.moreFromSpeakers.find(canWatch) ?? inTurn[0] ?? null;
}

/** Asks the API which talk comes next; null where there is none or nobody answers. */
export async function findNext(slug: string, language: UiLanguage): Promise<TalkCard | null> {
  try {
    const response = await fetch(`${paths.api.talk(slug)}?lang=${language}`);
    if (!response.ok) return null;
    return nextOf((await response.json()) as Talk); // our own API, described by the same type
  } catch {
    return null;
  }
}

/** Goes to a talk that shall play by itself. */
export function goToNext(slug: string): void {
  markNext(slug);
  location.assign(paths.talk(slug));
}
