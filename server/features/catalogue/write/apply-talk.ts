import { randomUUID } from 'node:crypto';
import type { StagedTalk } from '../staged-programme.ts';
import { freeSlug } from '../text/slug.ts';
import { writeChanges } from './changes.ts';
import type { ImportEntry } from './import-report.ts';
import type { LibraryWriteStore } from './library-store.ts';
import { type TalkTarget, talkChanges } from './talk-changes.ts';
import { nextSlug, slugBase } from './talk-slugs.ts';
import type { TalkRecord, TalkWriteStore } from './talk-store.ts';

export interface TalkTools {
  talks: TalkWriteStore;
  library: LibraryWriteStore;
  now: number;
  isDraft: boolean;
  isSample: boolean;
}

/** Writes one staged talk; `found` is the stored one it is about. */
export function applyTalk(
  o: TalkTools,
  given: { staged: StagedTalk; target: TalkTarget; conferenceId: number | null; found: TalkRecord | null },
): { id: number; entry: ImportEntry } {
  const { staged, target, conferenceId } = given;
  const record = given.found ?? create(o, staged, conferenceId);
  const changes = talkChanges(o.talks, record, { staged, target });
  if (given.found) {
    const slug = nextSlug(o.talks, record, staged);
    if (slug !== record.slug) {
      changes.push({
        field: 'slug',
        write: () => {
          record.slug = slug;
        },
      });
    }
    if (!o.isDraft && record.visibility === 'draft') {
      changes.push({
        field: 'visibility',
        write: () => {
          record.visibility = 'public';
          record.first_public_ms ??= o.now;
        },
      });
    }
  }
  const edited = given.found ? o.library.editedFields('talk', record.id) : new Set<string>();
  const { fields, kept } = writeChanges(changes, edited);
  if (fields.length > 0) o.talks.update(record, o.now);
  if (record.first_public_ms !== null) o.talks.keepSlug(record.slug, record.id);
  for (const { source, id } of staged.sources ?? []) o.talks.putSource(source, id, record.id);
  const outcome = given.found === null ? 'created' : fields.length > 0 ? 'changed' : 'unchanged';
  const entry: ImportEntry = {
    what: 'talk',
    outcome,
    title: stagedTitle(staged),
    slug: record.slug,
    fields: outcome === 'changed' ? fields : [],
    kept,
    notes:
      given.found === null && staged.slug !== undefined && staged.slug !== record.slug
        ? [`The slug ${staged.slug} is another talk's, this one got ${record.slug}.`]
        : [],
  };
  return { id: record.id, entry };
}

/** A title to name a staged talk by in messages. */
export function stagedTitle(staged: StagedTalk): string {
  const own = staged.language ? staged.texts[staged.language] : undefined;
  return (own ?? Object.values(staged.texts)[0])?.title ?? staged.at;
}

function create(o: TalkTools, staged: StagedTalk, conferenceId: number | null): TalkRecord {
  const base = staged.slug ?? slugBase(staged.texts, staged.language);
  const fields: Omit<TalkRecord, 'id'> = {
    guid: staged.guid ?? randomUUID(),
    slug: freeSlug(base, (slug) => o.talks.isSlugTaken(slug, 0)),
    conference_id: conferenceId,
    track_id: null,
    language: staged.language ?? null,
    position: staged.position ?? o.talks.nextPosition(conferenceId),
    licence: staged.licence ?? null,
    recording_plan: staged.recordingPlan ?? 'will',
    visibility: o.isDraft ? 'draft' : 'public',
    is_sample: o.isSample ? 1 : 0,
    first_public_ms: o.isDraft ? null : o.now,
  };
  return { id: o.talks.insert(fields, o.now), ...fields };
}
