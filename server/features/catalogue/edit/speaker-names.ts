import type { SpeakerFields } from '#server/contract/wire.ts';
import { foldedWords } from '../text/fold.ts';
import { nameSortKey } from '../text/person-name.ts';
import { scriptOf } from '../text/script.ts';
import { fileSpeaker } from '../write/file-speaker.ts';
import type { SpeakerWriteStore } from '../write/speaker-store.ts';
import { fieldError } from './field-error.ts';
import type { SpeakerEditStore } from './speaker-edit-store.ts';

type Names = SpeakerFields['names'];
export type SpeakerNames = ReturnType<typeof createSpeakerNames>;

/** The names of speakers: a renamed one keeps its number, so that talks billed under it follow. */
export function createSpeakerNames(o: { store: SpeakerEditStore; speakers: SpeakerWriteStore }) {
  const { store, speakers } = o;

  function add(speakerId: number, name: string, kind: Names[number]['kind'], sortAs: string | null = null) {
    const id = speakers.addName({ speaker_id: speakerId, kind, ...columnsOf(name, sortAs) });
    fileSpeaker(speakers, speakerId, speakers.names(speakerId));
    return id;
  }

  return {
    add,

    read: (id: number): Names =>
      store.names(id).map((row) => ({
        id: row.id,
        name: row.name,
        kind: row.kind,
        sortAs: row.sort_key === nameSortKey(row.name) ? null : row.sort_key,
      })),

    /**
     * Makes these a speaker's names.
     * @param options.keepsOld the former text of a renamed one stays as a hidden name
     * @throws {AppError} `invalid` without a main name, or with one twice
     */
    replace(speakerId: number, wanted: Names, options: { keepsOld: boolean }): void {
      check(wanted);
      const known = store.names(speakerId);
      const kept = wanted.flatMap((name) => {
        const row = known.find(({ id }) => id === name.id);
        return row ? [{ row, name }] : [];
      });
      const renamed = kept.filter(({ row, name }) => row.name !== name.name);
      const gone = known.filter(({ id }) => kept.every(({ row }) => row.id !== id));
      for (const { row } of renamed) store.parkName(row.id);
      for (const { id } of gone) store.parkName(id);
      for (const { row, name } of kept)
        store.updateName({ id: row.id, kind: name.kind, ...columnsOf(name.name, name.sortAs) });
      const ids = new Map(kept.map(({ row, name }) => [name, row.id]));
      for (const name of wanted) {
        if (ids.has(name)) continue;
        ids.set(name, add(speakerId, name.name, name.kind, name.sortAs));
      }
      const main = wanted.find(({ kind }) => kind === 'main');
      const mainId = (main && ids.get(main)) ?? 0;
      store.dropListing(speakerId);
      for (const { id } of gone) store.dropName(id, mainId);
      const shown = new Set(wanted.map(({ name }) => name));
      if (options.keepsOld) {
        for (const { row } of renamed) if (!shown.has(row.name)) add(speakerId, row.name, 'hidden');
      }
      fileSpeaker(speakers, speakerId, speakers.names(speakerId));
    },
  };
}

function check(names: Names): void {
  if (!names.some(({ kind }) => kind === 'main')) throw fieldError('names', 'must have a main name');
  const seen = new Set<string>();
  for (const [index, { name }] of names.entries()) {
    if (seen.has(name)) throw fieldError(`names.${index}.name`, 'is there twice');
    seen.add(name);
    if (foldedWords(name) === '') throw fieldError(`names.${index}.name`, 'must have a letter in it');
  }
}

function columnsOf(name: string, sortAs: string | null) {
  return {
    name,
    script: scriptOf(name),
    sort_key: sortAs === null ? nameSortKey(name) : foldedWords(sortAs),
    folded: foldedWords(name),
  };
}
