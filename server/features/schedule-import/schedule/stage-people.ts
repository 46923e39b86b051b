import type { StagedProgrammeInput } from '../../catalogue/staged-programme.ts';
import { plainLine } from '../../catalogue/text/plain-text.ts';
import { richText } from '../../catalogue/text/rich-text.ts';
import { shortened, type Tell, type Where } from '../oddities.ts';
import type { FoundPerson } from './found-schedule.ts';

type StagedSpeaker = NonNullable<StagedProgrammeInput['speakers']>[number];

/** Names longer than this are no names. */
export const longestNameCharacters = 200;

/**
 * Gathers the persons of a schedule: one with an id or guid is the same wherever it comes, one without by its name.
 * @param o.realGuid gives the guid of a person as the portal that wrote the file had it
 */
export function gatherPeople(o: { tell: Tell; realGuid: (guid: string) => string }) {
  const speakers = new Map<string, StagedSpeaker>();

  function keyOf(person: FoundPerson, name: string, where: Where): string {
    const id = person.guid ?? person.id;
    if (id === null || id.trim() === '') return name;
    const known = speakers.get(id.trim().slice(0, 200));
    const hasSameName = known === undefined || known.names.some((each) => each.name === name);
    if (hasSameName) return id.trim().slice(0, 200);
    o.tell(
      where,
      `The id ${id.trim().slice(0, 60)} is that of “${known.names[0]?.name}” and of “${name}”: they are taken for two people.`,
    );
    return `${id.trim().slice(0, 200)} ${name}`;
  }

  return {
    /** The people of one event, each once. */
    bill(
      persons: readonly FoundPerson[],
      language: string,
      where: Where,
    ): { key: string; affiliation?: string }[] {
      const billed = new Map<string, { key: string; affiliation?: string }>();
      for (const person of persons) {
        const whole = plainLine(person.name ?? '');
        if (whole === '') {
          o.tell(where, 'A person without a name was left out.');
          continue;
        }
        const name = shortened(whole, longestNameCharacters);
        if (name !== whole)
          o.tell(where, `A name of ${whole.length} characters was cut to ${longestNameCharacters}.`);
        const key = keyOf(person, name, where);
        if (billed.has(key)) {
          o.tell(where, `“${name}” is named twice: once is enough.`);
          continue;
        }
        const affiliation = shortened(plainLine(person.affiliation ?? ''), 200);
        billed.set(key, { key, ...(affiliation !== '' && { affiliation }) });
        const speaker = speakers.get(key) ?? newSpeaker(key, name, person.guid);
        speakers.set(key, speaker);
        const biography = person.biography === null ? '' : richText(person.biography).text;
        if (biography !== '') speaker.biographies ??= { [language]: biography };
      }
      return [...billed.values()];
    },
    all: (): StagedSpeaker[] => [...speakers.values()],
  };

  function newSpeaker(key: string, name: string, guid: string | null): StagedSpeaker {
    const isKeyOfGuid = guid !== null && key === guid.trim();
    return { key, ...(isKeyOfGuid && { guid: o.realGuid(key) }), names: [{ name }] };
  }
}
