import type { StagedTalk } from '../staged-programme.ts';
import { foldedWords } from '../text/fold.ts';
import { slugify } from '../text/slug.ts';
import { type Change, isSame } from './changes.ts';
import { titleSortKey } from './talk-finder.ts';
import type { Billing, Slot, TalkRecord, TalkText, TalkWriteStore } from './talk-store.ts';

/** What a staged talk becomes in the database, with rooms, tracks and speakers resolved to ids. */
export interface TalkTarget {
  trackId: number | null | undefined;
  slots: readonly Slot[] | undefined;
  billings: readonly Billing[] | undefined;
}

/**
 * The changes that make a stored talk what a staged one says; what it does not speak of stays.
 * Changes of columns are written to `record`, which the caller stores.
 */
export function talkChanges(
  talks: TalkWriteStore,
  record: TalkRecord,
  o: { staged: StagedTalk; target: TalkTarget },
): Change[] {
  const { staged, target } = o;
  return [
    ...columnChanges(record, staged, target),
    ...textChanges(talks, record.id, staged),
    ...listChanges(talks, record.id, staged, target),
  ];
}

function columnChanges(record: TalkRecord, staged: StagedTalk, target: TalkTarget): Change[] {
  const changes: Change[] = [];
  const set = <K extends keyof TalkRecord>(field: string, column: K, value: TalkRecord[K] | undefined) => {
    if (value === undefined || value === record[column]) return;
    changes.push({
      field,
      write: () => {
        record[column] = value;
      },
    });
  };
  set('language', 'language', staged.language);
  set('position', 'position', staged.position);
  set('licence', 'licence', staged.licence);
  set('recordingPlan', 'recording_plan', staged.recordingPlan);
  set('track', 'track_id', target.trackId);
  return changes;
}

function textChanges(talks: TalkWriteStore, id: number, staged: StagedTalk): Change[] {
  const current = new Map(talks.texts(id).map((text) => [text.language, text]));
  const changes: Change[] = [];
  for (const [language, text] of Object.entries(staged.texts)) {
    const old = current.get(language);
    const next: TalkText = old ?? {
      language,
      title: text.title,
      subtitle: null,
      abstract: null,
      sort_key: '',
    };
    const set = (key: 'title' | 'subtitle' | 'abstract', value: string | null | undefined) => {
      if (value === undefined || value === (old?.[key] ?? null)) return;
      changes.push({
        field: `texts.${language}.${key}`,
        write: () => {
          Object.assign(next, { [key]: value });
          talks.putText(id, { ...next, sort_key: titleSortKey(next.title) });
        },
      });
    };
    set('title', text.title);
    set('subtitle', text.subtitle);
    set('abstract', text.abstract);
  }
  return changes;
}

function listChanges(talks: TalkWriteStore, id: number, staged: StagedTalk, target: TalkTarget): Change[] {
  const changes: Change[] = [];
  const { slots, billings } = target;
  if (slots && !isSame(talks.slots(id), slots)) {
    changes.push({ field: 'slots', write: () => talks.replaceSlots(id, slots) });
  }
  if (billings && !isSame(talks.billings(id), billings)) {
    changes.push({ field: 'speakers', write: () => talks.replaceBillings(id, billings) });
  }
  const tags = staged.tags && stagedTags(staged.tags);
  if (tags && !isSame(talks.tags(id), tags.map((tag) => tag.slug).sort())) {
    changes.push({ field: 'tags', write: () => talks.replaceTags(id, tags) });
  }
  const { links } = staged;
  if (
    links &&
    !isSame(
      talks.links(id),
      links.map(({ title, url }) => ({ title, url })),
    )
  ) {
    changes.push({ field: 'links', write: () => talks.replaceLinks(id, links) });
  }
  return changes;
}

/** Tags by slug, each once; a tag that has no letter or digit is dropped. */
function stagedTags(names: readonly string[]): { slug: string; name: string }[] {
  const tags = new Map<string, string>();
  for (const name of names) {
    const slug = slugify(foldedWords(name) === '' ? '' : name);
    if (slug !== '' && !tags.has(slug)) tags.set(slug, name);
  }
  return [...tags].map(([slug, name]) => ({ slug, name }));
}
