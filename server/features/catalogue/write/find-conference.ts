import { AppError } from '#server/kernel/errors.ts';
import type { StagedConference } from '../staged-programme.ts';
import { stagedConferenceTitle } from './conference-changes.ts';
import type { ConferenceRecord, ConferenceWriteStore } from './conference-store.ts';

/**
 * The conference of the library that a staged one is: by guid, else slug, else its title in any language.
 * @param targetId where somebody said which one it is
 * @returns null for one that is to be made
 * @throws {AppError} `invalid` where two have the title given; `not_found` where the one named is not there; `conflict` where
 *   it lies in the bin
 */
export function findConference(
  store: ConferenceWriteStore,
  staged: StagedConference,
  targetId: number | null,
): ConferenceRecord | null {
  const found = targetId === null ? recognise(store, staged) : store.byId(targetId);
  if (targetId !== null && found === null)
    throw new AppError('not_found', `There is no conference number ${targetId}.`);
  if (found?.deleted_ms != null) {
    const title = stagedConferenceTitle(staged) ?? found.slug;
    throw new AppError(
      'conflict',
      `The conference “${title}” lies in the bin: restore it, or delete it for good, and import again.`,
    );
  }
  if (found === null && stagedConferenceTitle(staged) === null)
    throw new AppError(
      'invalid',
      `There is no conference ${staged.slug ?? ''}, and a new one needs a title.`,
    );
  return found;
}

function recognise(store: ConferenceWriteStore, staged: StagedConference): ConferenceRecord | null {
  const byGuid = staged.guid ? store.byGuid(staged.guid) : null;
  if (byGuid) return byGuid;
  const bySlug = staged.slug ? store.bySlug(staged.slug) : null;
  if (bySlug) return bySlug;
  if (staged.guid) return null;
  for (const { title } of Object.values(staged.texts)) {
    const found = theOneCalled(store, title);
    if (found) return found;
  }
  return null;
}

/**
 * The conference of a title, in any language.
 * @throws {AppError} `invalid` where two have it
 */
export function theOneCalled(store: ConferenceWriteStore, title: string): ConferenceRecord | null {
  const [found, another] = store.byTitle(title);
  if (found && another)
    throw new AppError('invalid', `Two conferences are called “${title}”: name the one meant by its slug.`);
  return found ?? null;
}
