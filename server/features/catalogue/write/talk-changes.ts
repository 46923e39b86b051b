import type { StagedTalk } from '../staged-programme.ts';
import { foldedWords } from '../text/fold.ts';
import { slugify } from '../text/slug.ts';
import { type Change, isSame, type SlotValue } from './changes.ts';
import type { StoredTalk } from './snapshot.ts';
import type { RecognisedSpeaker } from './speaker-resolver.ts';
import { titleSortKey } from './talk-finder.ts';
import type { Billing, TalkRecord, TalkText, TalkWriteStore } from './talk-store.ts';

/** What writing a talk needs; changes of columns go to `record`, which the caller stores. */
export interface TalkWriting {
  talks: TalkWriteStore;
  record: TalkRecord;
  roomId: (name: string) => number | null;
  trackId: (name: string) => number | null;
  billings: () => readonly Billing[];
}

export type TalkChange = Change<TalkWriting>;

/** What is billed, as far as it can be said without writing: a speaker or name that is new has null. */
export type Recognise = (key: string) => RecognisedSpeaker | null;

/**
 * The changes that make a talk what a staged one says; what it does not speak of stays. Reads nothing and writes nothing
 * until a change's `write` is called.
 * @param o.stored null for a talk that is to be made
 */
export function talkChanges(o: {
  staged: StagedTalk;
  stored: StoredTalk | null;
  recognise: Recognise;
}): TalkChange[] {
  const { staged, stored, recognise } = o;
  return [
    ...columnChanges(staged, stored),
    ...textChanges(staged, stored),
    ...slotChanges(staged, stored),
    ...billingChanges(staged, stored, recognise),
    ...tagChanges(staged, stored),
    ...linkChanges(staged, stored),
  ];
}

function columnChanges(staged: StagedTalk, stored: StoredTalk | null): TalkChange[] {
  const changes: TalkChange[] = [];
  const set = <K extends 'language' | 'licence' | 'recording_plan'>(
    field: string,
    column: K,
    value: TalkRecord[K] | undefined,
  ) => {
    const before = stored?.record[column] ?? null;
    if (value === undefined || value === before) return;
    changes.push({
      ...{ field, before, after: value },
      write: ({ record }) => {
        record[column] = value;
      },
    });
  };
  set('language', 'language', staged.language);
  set('licence', 'licence', staged.licence);
  set('recordingPlan', 'recording_plan', staged.recordingPlan);
  const { track } = staged;
  const before = stored?.record.track ?? null;
  if (track !== undefined && track !== before) {
    changes.push({
      ...{ field: 'track', before, after: track },
      write: ({ record, trackId }) => {
        record.track_id = track === null ? null : trackId(track);
      },
    });
  }
  return changes;
}

function textChanges(staged: StagedTalk, stored: StoredTalk | null): TalkChange[] {
  return Object.entries(staged.texts).flatMap(([language, text]) => {
    const old = stored?.texts.get(language);
    const next: TalkText = old
      ? { ...old }
      : { language, title: text.title, subtitle: null, abstract: null, abstract_html: null, sort_key: '' };
    const changes: TalkChange[] = [];
    const set = (key: 'title' | 'subtitle' | 'abstract', values: Partial<TalkText>) => {
      const isNew = Object.entries(values).some(
        ([column, value]) => value !== (old?.[column as keyof TalkText] ?? null), // the keys of TalkText
      );
      if (!isNew) return;
      const isOfMarkup = values[key] === (old?.[key] ?? null);
      changes.push({
        field: `texts.${language}.${key}`,
        before: old?.[isOfMarkup ? 'abstract_html' : key] ?? null,
        after: values[isOfMarkup ? 'abstract_html' : key] ?? null,
        write: ({ talks, record }) => {
          Object.assign(next, values);
          talks.putText(record.id, { ...next, sort_key: titleSortKey(next.title) });
        },
      });
    };
    set('title', { title: text.title });
    if (text.subtitle !== undefined) set('subtitle', { subtitle: text.subtitle });
    if (text.abstract !== undefined) {
      const isSameText = text.abstract === (old?.abstract ?? null);
      // A file that says nothing of markup leaves that of the same text alone, and has none for another one.
      const html =
        text.abstractHtml ?? (text.abstractHtml === undefined && isSameText ? old?.abstract_html : null);
      set('abstract', { abstract: text.abstract, abstract_html: html ?? null });
    }
    return changes;
  });
}

function slotChanges({ slots }: StagedTalk, stored: StoredTalk | null): TalkChange[] {
  if (slots === undefined) return [];
  const before: SlotValue[] = (stored?.slots ?? []).map((slot) => ({
    ...{ day: slot.day, startMs: slot.start_ms, durationMs: slot.duration_ms, room: slot.room },
  }));
  const hasRooms = stored === null || stored.record.conference_id !== null;
  const after: SlotValue[] = slots.map(({ day, startMs, durationMs, room }) => ({
    ...{ day, startMs, durationMs, room: hasRooms ? room : null },
  }));
  if (isSame(before, after)) return [];
  return [
    {
      ...{ field: 'slots', before, after },
      write: ({ talks, record, roomId }) =>
        talks.replaceSlots(
          record.id,
          slots.map((slot) => ({
            day: slot.day,
            start_ms: slot.startMs,
            duration_ms: slot.durationMs,
            room_id: slot.room === null ? null : roomId(slot.room),
          })),
        ),
    },
  ];
}

function billingChanges(
  { speakers }: StagedTalk,
  stored: StoredTalk | null,
  recognise: Recognise,
): TalkChange[] {
  if (speakers === undefined) return [];
  const seen = new Set<number>();
  const next = speakers.flatMap(({ key, affiliation }) => {
    const speaker = recognise(key);
    if (speaker === null || (speaker.id !== null && seen.has(speaker.id))) return [];
    if (speaker.id !== null) seen.add(speaker.id);
    return [{ ...speaker, affiliation: affiliation ?? null }];
  });
  const old = stored?.billings ?? [];
  const isUnchanged = isSame(
    old.map((billing) => [billing.surviving_id, billing.name_id, billing.affiliation]),
    next.map(({ id, nameId, affiliation }) => [id, nameId, affiliation]),
  );
  if (isUnchanged) return [];
  return [
    {
      field: 'speakers',
      before: old.map(({ name, affiliation }) => billed(name, affiliation)),
      after: next.map(({ name, affiliation }) => billed(name, affiliation)),
      write: ({ talks, record, billings }) => talks.replaceBillings(record.id, billings()),
    },
  ];
}

function billed(name: string, affiliation: string | null): string {
  return affiliation === null ? name : `${name} (${affiliation})`;
}

function tagChanges(staged: StagedTalk, stored: StoredTalk | null): TalkChange[] {
  if (staged.tags === undefined) return [];
  const tags = stagedTags(staged.tags);
  const old = stored?.tags ?? [];
  const slugs = (of: readonly { slug: string }[]) => of.map(({ slug }) => slug).sort();
  if (isSame(slugs(old), slugs(tags))) return [];
  return [
    {
      field: 'tags',
      before: old.map(({ name }) => name),
      after: tags.map(({ name }) => name),
      write: ({ talks, record }) => talks.replaceTags(record.id, tags),
    },
  ];
}

function linkChanges({ links }: StagedTalk, stored: StoredTalk | null): TalkChange[] {
  if (links === undefined) return [];
  const lines = (of: readonly { title: string; url: string }[]) =>
    of.map(({ title, url }) => `${title}: ${url}`);
  const before = lines(stored?.links ?? []);
  const after = lines(links);
  if (isSame(before, after)) return [];
  return [
    {
      ...{ field: 'links', before, after },
      write: ({ talks, record }) => talks.replaceLinks(record.id, links),
    },
  ];
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
