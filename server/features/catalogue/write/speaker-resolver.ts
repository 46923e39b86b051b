import { randomUUID } from 'node:crypto';
import type { StagedName, StagedSpeaker } from '../staged-programme.ts';
import { foldedWords } from '../text/fold.ts';
import { nameSortKey } from '../text/person-name.ts';
import { readerScripts, scriptOf } from '../text/script.ts';
import { freeSlug, slugify } from '../text/slug.ts';
import { nameIndexTerms } from '../text/tokens.ts';
import type { NameRecord, SpeakerWriteStore } from './speaker-store.ts';

export interface ResolvedSpeaker {
  id: number;
  /** The name a talk of this import bills the speaker under. */
  nameId: number;
  /** Names or texts were written. */
  hasChanged: boolean;
}

/**
 * Finds or makes the speakers of an import: by guid, else by a name that is exactly one speaker's when case, accents and
 * punctuation are set aside; of several with one name the one already billed in these talks, else a new one.
 */
export function createSpeakerResolver(o: { speakers: SpeakerWriteStore; now: number }) {
  const { speakers, now } = o;

  function find(staged: StagedSpeaker, billed: ReadonlySet<number>): number | null {
    const byGuid = staged.guid ? speakers.byGuid(staged.guid) : null;
    if (byGuid !== null) return byGuid;
    for (const { name } of staged.names) {
      const found = speakers.byFoldedName(foldedWords(name));
      const [only] = found.length === 1 ? found : found.filter((id) => billed.has(id));
      if (only !== undefined) return only;
    }
    return null;
  }

  function create(staged: StagedSpeaker): number {
    const latin = staged.names.find((name) => scriptOfName(name) === 'Latn') ?? staged.names[0];
    const base = staged.slug ?? (slugify(latin?.name ?? '') || 'speaker');
    const slug = freeSlug(base, speakers.isSlugTaken);
    return speakers.insert(staged.guid ?? randomUUID(), slug, now);
  }

  function addNames(id: number, staged: StagedSpeaker): boolean {
    const known = speakers.names(id);
    let hasChanged = false;
    for (const name of staged.names) {
      if (known.some((each) => each.name === name.name)) continue;
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
      hasChanged = true;
    }
    if (hasChanged) file(id, known);
    return hasChanged;
  }

  /** Lists and searches by name follow the names. */
  function file(id: number, names: readonly NameRecord[]): void {
    speakers.replaceListing(
      id,
      readerScripts.flatMap((script) => {
        const name = listedName(names, script);
        if (!name) return [];
        return [{ script, rank: name.script === script ? 0 : 1, sortKey: name.sort_key, nameId: name.id }];
      }),
    );
    speakers.replaceTerms(id, names.map(({ name }) => nameIndexTerms(name)).join(' '));
  }

  function putBiographies(id: number, staged: StagedSpeaker): boolean {
    const known = new Map(speakers.biographies(id).map((row) => [row.language, row.biography]));
    const news = Object.entries(staged.biographies ?? {}).filter(
      ([language, text]) => known.get(language) !== text,
    );
    for (const [language, text] of news) speakers.putBiography(id, language, text);
    return news.length > 0;
  }

  /** @param billed speakers whom the talks of this import bill already */
  return function resolve(staged: StagedSpeaker, billed: ReadonlySet<number>): ResolvedSpeaker {
    const id = find(staged, billed) ?? create(staged);
    const hasNewNames = addNames(id, staged);
    const hasNewTexts = putBiographies(id, staged);
    const names = speakers.names(id);
    const shown = staged.names.find((name) => name.kind !== 'hidden') ?? staged.names[0];
    const nameId = names.find((each) => each.name === shown?.name)?.id ?? names[0]?.id ?? 0;
    return { id, nameId, hasChanged: hasNewNames || hasNewTexts };
  };
}

function scriptOfName(name: StagedName): string {
  return name.script ?? scriptOf(name.name);
}

/** The name a list read in a script shows: a main one in it, else a main one in Latin letters, else any that is shown. */
function listedName(names: readonly NameRecord[], script: string): NameRecord | undefined {
  const mains = names.filter((name) => name.kind === 'main');
  return (
    mains.find((name) => name.script === script) ??
    mains.find((name) => name.script === 'Latn') ??
    mains[0] ??
    names.find((name) => name.kind === 'alias') ??
    names[0]
  );
}
