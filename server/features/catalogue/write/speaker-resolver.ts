import { randomUUID } from 'node:crypto';
import type { StagedName, StagedSpeaker } from '../staged-programme.ts';
import { foldedWords } from '../text/fold.ts';
import { nameSortKey } from '../text/person-name.ts';
import { scriptOf } from '../text/script.ts';
import { freeSlug, slugify } from '../text/slug.ts';
import { fileSpeaker } from './file-speaker.ts';
import type { FieldDiff } from './import-report.ts';
import type { LibraryWriteStore } from './library-store.ts';
import type { NameRecord, SpeakerWriteStore } from './speaker-store.ts';
import type { Billing } from './talk-store.ts';

/** Who a staged speaker is, without writing. */
export interface RecognisedSpeaker {
  /** The speaker that others were merged into; null for a new one. */
  id: number | null;
  /** The name a talk bills; null where it is new. */
  nameId: number | null;
  name: string;
}

/** What an import would change about one speaker of the library. */
export interface SpeakerDiff {
  id: number;
  name: string;
  fields: FieldDiff[];
}

/**
 * Finds or makes the speakers of one programme: by guid, else by a name that is exactly one speaker's when case, accents and
 * punctuation are set aside; of several with one name the one already billed in these talks, else a new one. Two of one
 * programme that have guids of their own are two, whatever they are called.
 * @param o.billed speakers whom the stored talks of this import bill already
 */
export function createSpeakerResolver(o: {
  speakers: SpeakerWriteStore;
  library: LibraryWriteStore;
  now: number;
  staged: readonly StagedSpeaker[];
  billed: ReadonlySet<number>;
}) {
  const { speakers, library, now } = o;
  const stagedByKey = new Map(o.staged.map((speaker) => [speaker.key, speaker]));
  const found = new Map<string, number | null>();
  const named = new Map<string, RecognisedSpeaker>();
  /** Speakers of the library that a guid of this programme stands for. */
  const claimed = new Map<number, string>();
  const changed = new Set<number>();
  const billed = new Set<string>();

  function find(staged: StagedSpeaker): number | null {
    const byGuid = staged.guid ? speakers.byGuid(staged.guid) : null;
    if (byGuid !== null) return byGuid;
    for (const { name } of staged.names) {
      const all = speakers.byFoldedName(foldedWords(name));
      const free = all.filter((id) => !isAnothers(id, staged));
      const [only] = free.length === 1 ? free : free.filter((id) => o.billed.has(id));
      if (only !== undefined) return only;
    }
    return null;
  }

  function isAnothers(id: number, staged: StagedSpeaker): boolean {
    const key = claimed.get(id);
    return staged.guid !== undefined && key !== undefined && key !== staged.key;
  }

  function findOnce(staged: StagedSpeaker): number | null {
    const known = found.get(staged.key);
    if (known !== undefined) return known;
    const id = find(staged);
    note(staged, id);
    return id;
  }

  function note(staged: StagedSpeaker, id: number | null): void {
    found.set(staged.key, id);
    if (id !== null && staged.guid !== undefined) claimed.set(id, staged.key);
  }

  /** Another one of this programme may have brought the name since it was looked for. */
  function findOrCreate(staged: StagedSpeaker): number {
    const known = findOnce(staged) ?? find(staged);
    if (known === null) return create(staged);
    note(staged, known);
    return known;
  }

  function create(staged: StagedSpeaker): number {
    const latin = staged.names.find((name) => scriptOfName(name) === 'Latn') ?? staged.names[0];
    const base = staged.slug ?? (slugify(latin?.name ?? '') || 'speaker');
    const id = speakers.insert(staged.guid ?? randomUUID(), freeSlug(base, speakers.isSlugTaken), now);
    note(staged, id);
    return id;
  }

  /** Names that the speaker does not have yet; none where somebody keeps the names by hand. */
  function newNames(id: number, staged: StagedSpeaker, known: readonly NameRecord[]): StagedName[] {
    const missing = staged.names.filter(({ name }) => known.every((each) => each.name !== name));
    return missing.length > 0 && library.editedFields('speaker', id).has('names') ? [] : missing;
  }

  function addNames(id: number, staged: StagedSpeaker): readonly NameRecord[] {
    const known = speakers.names(id);
    const missing = newNames(id, staged, known);
    const hadNames = known.length > 0;
    for (const name of missing) {
      const script = scriptOfName(name);
      const hasMain = known.some((each) => each.kind === 'main' && each.script === script);
      const record = {
        speaker_id: id,
        name: name.name,
        script,
        kind: hasMain && name.kind === 'main' ? ('alias' as const) : name.kind,
        sort_key: name.sortAs ? foldedWords(name.sortAs) : nameSortKey(name.name),
      };
      known.push({ id: speakers.addName({ ...record, folded: foldedWords(name.name) }), ...record });
    }
    if (missing.length === 0) return known;
    fileSpeaker(speakers, id, known);
    if (hadNames) speakers.bumpEdition(id, now);
    changed.add(id);
    return known;
  }

  function recognise(key: string): RecognisedSpeaker | null {
    const known = named.get(key);
    if (known) return known;
    const staged = stagedByKey.get(key);
    if (!staged) return null;
    const id = findOnce(staged);
    const names = id === null ? [] : speakers.names(id);
    const missing = id === null ? staged.names : newNames(id, staged, names);
    const name = billedName(staged, names, missing);
    const recognised = { id, nameId: name?.id ?? null, name: name?.name ?? shownName(staged) };
    named.set(key, recognised);
    return recognised;
  }

  return {
    recognise,

    /** The speaker and name that a talk bills, made where they are new. */
    bill(key: string): Omit<Billing, 'affiliation'> | null {
      const staged = stagedByKey.get(key);
      if (!staged) return null;
      const id = findOrCreate(staged);
      billed.add(key);
      const name = billedName(staged, addNames(id, staged), []);
      // A speaker has a name: every staged one does.
      return name === null ? null : { speaker_id: name.speaker_id, name_id: name.id };
    },

    /** What the biographies of a file would change about a speaker of the library; null where nothing would. */
    diff(staged: StagedSpeaker): SpeakerDiff | null {
      if (staged.biographies === undefined) return null;
      const id = findOnce(staged);
      if (id === null) return null;
      const known = new Map(speakers.biographies(id).map((row) => [row.language, row.biography]));
      const news = Object.entries(staged.biographies).filter(
        ([language, text]) => known.get(language) !== text,
      );
      if (news.length === 0) return null;
      const edited = library.editedFields('speaker', id);
      const fields = news.map(([language, text]) => ({
        field: biographyField(language),
        before: known.get(language) ?? null,
        after: text,
        isEditedByHand: edited.has(biographyField(language)),
      }));
      return { id, name: shownName(staged), fields };
    },

    /** Writes names and biographies; those of `skipped` fields stay. @returns the speaker's number */
    write(staged: StagedSpeaker, skipped: ReadonlySet<string>): number {
      const known = findOnce(staged);
      const id = findOrCreate(staged);
      addNames(id, staged);
      const texts = new Map(speakers.biographies(id).map((row) => [row.language, row.biography]));
      const news = Object.entries(staged.biographies ?? {}).filter(
        ([language, text]) => texts.get(language) !== text && !skipped.has(biographyField(language)),
      );
      for (const [language, text] of news) speakers.putBiography(id, language, text);
      if (news.length > 0 && known !== null) speakers.bumpEdition(id, now);
      if (news.length > 0) changed.add(id);
      return id;
    },

    /** Adds the file's names to a speaker whom a talk was billed with just now. */
    writeIfBilled(staged: StagedSpeaker): void {
      if (billed.has(staged.key)) addNames(findOrCreate(staged), staged);
    },

    /** Talks to index again because names of their speakers were written. */
    touched: () => [...changed].flatMap((id) => speakers.talkIds(id)),
  };
}

export type SpeakerResolver = ReturnType<typeof createSpeakerResolver>;

/** How a hand-edited biography is marked. */
function biographyField(language: string): string {
  return `biographies.${language}`;
}

function shownName(staged: StagedSpeaker): string {
  return (staged.names.find((name) => name.kind !== 'hidden') ?? staged.names[0])?.name ?? staged.key;
}

/**
 * The name of a speaker that a talk bills: as the file spells it; where that spelling is hidden now (the speaker was renamed)
 * or not kept, a main name.
 * @returns null where the spelling is among those that are still to be added
 */
function billedName(
  staged: StagedSpeaker,
  known: readonly NameRecord[],
  missing: readonly StagedName[],
): NameRecord | null {
  const shown = shownName(staged);
  if (missing.some(({ name }) => name === shown)) return null;
  const own = known.find((each) => each.name === shown);
  const isStagedHidden = staged.names.every(({ kind }) => kind === 'hidden');
  if (own && (own.kind !== 'hidden' || isStagedHidden)) return own;
  const mains = known.filter(({ kind }) => kind === 'main');
  return mains.find(({ script }) => script === own?.script) ?? mains[0] ?? own ?? known[0] ?? null;
}

function scriptOfName(name: StagedName): string {
  return name.script ?? scriptOf(name.name);
}
