import { randomUUID } from 'node:crypto';
import { AppError } from '#server/kernel/errors.ts';
import type { StagedConference } from '../staged-programme.ts';
import { freeSlug, slugify } from '../text/slug.ts';
import { type Change, isSame, writeChanges } from './changes.ts';
import type {
  ConferenceFields,
  ConferenceRecord,
  ConferenceText,
  ConferenceWriteStore,
} from './conference-store.ts';
import type { ImportEntry } from './import-report.ts';
import type { LibraryWriteStore } from './library-store.ts';

export interface AppliedConference {
  id: number;
  entry: ImportEntry;
  /** It became public just now: every talk of it must be indexed. */
  isNewlyPublic: boolean;
}

/**
 * Writes the conference of a staged programme: found by guid, else slug, else its title in any language.
 * @throws {AppError} `invalid` where a new conference has no title, or two have the title given
 */
export function applyConference(
  o: { conferences: ConferenceWriteStore; library: LibraryWriteStore; now: number; isDraft: boolean },
  staged: StagedConference,
): AppliedConference {
  const found = find(o.conferences, staged);
  return found === null ? create(o, staged) : change(o, found, staged);
}

type Tools = Parameters<typeof applyConference>[0];

function find(store: ConferenceWriteStore, staged: StagedConference): ConferenceRecord | null {
  if (staged.guid) {
    const found = store.byGuid(staged.guid);
    if (found) return found;
  }
  if (staged.slug) {
    const found = store.bySlug(staged.slug);
    if (found) return found;
  }
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

function create({ conferences, now, isDraft }: Tools, staged: StagedConference): AppliedConference {
  const title = titleOf(staged);
  if (title === null) {
    throw new AppError(
      'invalid',
      `There is no conference ${staged.slug ?? ''}, and a new one needs a title.`,
    );
  }
  const base = staged.slug ?? (slugify(staged.texts.en?.title ?? title) || 'conference');
  const fields: ConferenceFields = {
    guid: staged.guid ?? randomUUID(),
    slug: freeSlug(base, (slug) => conferences.bySlug(slug) !== null),
    acronym: staged.acronym ?? null,
    language: staged.language ?? Object.keys(staged.texts)[0] ?? 'en',
    start_day: staged.startDay ?? null,
    end_day: staged.endDay ?? staged.startDay ?? null,
    time_zone: staged.timeZone ?? 'UTC',
    url: staged.url ?? null,
    accent: staged.accent ?? null,
    licence: staged.licence ?? null,
    publish: staged.publish ?? 'review',
    visibility: isDraft ? 'draft' : 'public',
    is_sample: staged.isSample ? 1 : 0,
  };
  const id = conferences.insert(fields, now);
  for (const text of stagedTexts(staged, [])) conferences.putText(id, text);
  const entry: ImportEntry = {
    what: 'conference',
    outcome: 'created',
    title,
    slug: fields.slug,
    fields: [],
    kept: [],
    notes: [],
  };
  return { id, entry, isNewlyPublic: false };
}

function change(o: Tools, found: ConferenceRecord, staged: StagedConference): AppliedConference {
  const next = { ...found };
  const changes: Change[] = [];
  const set = <K extends keyof ConferenceRecord>(
    field: string,
    column: K,
    value: ConferenceRecord[K] | undefined,
  ) => {
    if (value === undefined || value === found[column]) return;
    changes.push({
      field,
      write: () => {
        next[column] = value;
      },
    });
  };
  set('acronym', 'acronym', staged.acronym);
  set('language', 'language', staged.language);
  set('startDay', 'start_day', widened(staged.startDay, found.start_day, staged.widensDays, -1));
  set('endDay', 'end_day', widened(staged.endDay, found.end_day, staged.widensDays, 1));
  set('timeZone', 'time_zone', staged.timeZone);
  set('url', 'url', staged.url);
  set('accent', 'accent', staged.accent);
  set('licence', 'licence', staged.licence);
  set('publish', 'publish', staged.publish);
  if (!o.isDraft) set('visibility', 'visibility', 'public');
  const texts = o.conferences.texts(found.id);
  for (const text of stagedTexts(staged, texts)) {
    const current = texts.find(({ language }) => language === text.language);
    if (current && isSame(ordered(current), ordered(text))) continue;
    changes.push({
      field: `texts.${text.language}`,
      write: () => o.conferences.putText(found.id, text),
    });
  }
  const { fields, kept } = writeChanges(changes, o.library.editedFields('conference', found.id));
  if (fields.length > 0) o.conferences.update(next, o.now);
  const entry: ImportEntry = {
    what: 'conference',
    outcome: fields.length > 0 ? 'changed' : 'unchanged',
    title: titleOf(staged) ?? texts[0]?.title ?? found.slug,
    slug: found.slug,
    fields,
    kept,
    notes: [],
  };
  return { id: found.id, entry, isNewlyPublic: next.visibility !== found.visibility };
}

function titleOf(staged: StagedConference): string | null {
  const own = staged.language ? staged.texts[staged.language] : undefined;
  return (own ?? staged.texts.en ?? Object.values(staged.texts)[0])?.title ?? null;
}

/** Texts as they would be stored: what the file does not speak of stays. */
function stagedTexts(staged: StagedConference, current: readonly ConferenceText[]): ConferenceText[] {
  return Object.entries(staged.texts).map(([language, text]) => {
    const old = current.find((each) => each.language === language);
    return {
      language,
      title: text.title,
      subtitle: text.subtitle === undefined ? (old?.subtitle ?? null) : text.subtitle,
      description: text.description === undefined ? (old?.description ?? null) : text.description,
      place: text.place === undefined ? (old?.place ?? null) : text.place,
    };
  });
}

function ordered(text: ConferenceText): readonly (string | null)[] {
  return [text.title, text.subtitle, text.description, text.place];
}

function widened(
  staged: string | null | undefined,
  current: string | null,
  widens: boolean | undefined,
  direction: 1 | -1,
): string | null | undefined {
  if (!widens || !staged || current === null) return staged;
  const isBeyond = direction === 1 ? staged > current : staged < current;
  return isBeyond ? staged : current;
}
