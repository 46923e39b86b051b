import { randomUUID } from 'node:crypto';
import type { StagedConference } from '../staged-programme.ts';
import { freeSlug, slugify } from '../text/slug.ts';
import { stagedConferenceTitle, stagedTexts } from './conference-changes.ts';
import type { ConferenceFields, ConferenceRecord, ConferenceWriteStore } from './conference-store.ts';

/** Makes the conference of a programme. The caller has seen to it that there is none yet, and that it has a title. */
export function createConference(
  o: { conferences: ConferenceWriteStore; now: number; isDraft: boolean },
  staged: StagedConference,
): ConferenceRecord {
  const { conferences, now } = o;
  const title = staged.texts.en?.title ?? stagedConferenceTitle(staged) ?? '';
  const base = staged.slug ?? (slugify(title) || 'conference');
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
    visibility: o.isDraft ? 'draft' : 'public',
    is_sample: staged.isSample ? 1 : 0,
  };
  const id = conferences.insert(fields, now);
  for (const text of stagedTexts(staged, [])) conferences.putText(id, text);
  return { id, deleted_ms: null, ...fields };
}
