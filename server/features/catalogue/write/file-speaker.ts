import { readerScripts } from '../text/script.ts';
import { nameIndexTerms } from '../text/tokens.ts';
import type { NameRecord, SpeakerWriteStore } from './speaker-store.ts';

/** Makes the lists of speakers and the search by name follow a speaker's names. */
export function fileSpeaker(speakers: SpeakerWriteStore, id: number, names: readonly NameRecord[]): void {
  const own = names.filter(({ speaker_id }) => speaker_id === id);
  speakers.replaceListing(
    id,
    readerScripts.flatMap((script) => {
      const name = listedName(own, script);
      if (!name) return [];
      return [{ script, rank: name.script === script ? 0 : 1, sortKey: name.sort_key, nameId: name.id }];
    }),
  );
  speakers.replaceTerms(id, own.map(({ name }) => nameIndexTerms(name)).join(' '));
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
