import { z } from 'zod';
import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { stagedProgrammeSchema } from '../catalogue/staged-programme.ts';
import { ImportFileError } from './import-file-error.ts';

export const programmeFormat = 'rostrum-programme/1';

const { conference, rooms, speakers, talks } = stagedProgrammeSchema.shape;
const talk = talks.unwrap().element;
const slot = talk.shape.slots.unwrap().element;

/** A slot as people write it: a start with its offset from UTC, and minutes. */
const slotSchema = slot.omit({ startMs: true, durationMs: true }).extend({
  start: z.iso
    .datetime({ offset: true, error: 'must be a time such as 2015-09-19T10:00:00+03:00' })
    .optional(),
  durationMinutes: z.number().positive().optional(),
});

/** The portal's own programme file: the staged form with a name for its format, starts and lengths readable by people. */
const programmeSchema = z.strictObject({
  format: z.literal(programmeFormat),
  conference: conference.unwrap(),
  rooms,
  speakers,
  talks: z
    .array(
      talk.omit({ at: true, slots: true, position: true }).extend({ slots: z.array(slotSchema).optional() }),
    )
    .default([]),
});

/**
 * Reads a parsed `rostrum-programme/1` file.
 * @throws {ImportFileError} naming the key of every mistake
 */
export function readRostrumProgramme(json: unknown): StagedProgrammeInput {
  const parsed = programmeSchema.safeParse(json);
  if (!parsed.success) {
    throw new ImportFileError(
      parsed.error.issues.map((issue) => `${keyOf(json, issue.path)}: ${issue.message}`),
    );
  }
  const programme = parsed.data;
  const problems = crossCheck(programme);
  if (problems.length > 0) throw new ImportFileError(problems);
  return {
    conference: programme.conference,
    rooms: programme.rooms,
    speakers: programme.speakers,
    talks: programme.talks.map(({ slots, ...staged }, index) => ({
      ...staged,
      at: `talks[${index}]`,
      position: index,
      ...(slots && {
        slots: slots.map(({ start, durationMinutes, ...rest }) => ({
          ...rest,
          startMs: start === undefined ? null : Date.parse(start),
          durationMs: durationMinutes === undefined ? null : Math.round(durationMinutes * 60_000),
        })),
      }),
    })),
  };
}

function crossCheck(programme: z.infer<typeof programmeSchema>): string[] {
  const problems: string[] = [];
  if (Object.keys(programme.conference.texts).length === 0)
    problems.push('conference.texts: must have a title in one language at least');
  const keys = new Set<string>();
  for (const [index, { key }] of programme.speakers.entries()) {
    if (keys.has(key)) problems.push(`speakers[${index}].key: “${key}” is used twice`);
    keys.add(key);
  }
  const guids = new Map<string, number>();
  for (const [index, { guid, texts, speakers: billed }] of programme.talks.entries()) {
    if (Object.keys(texts).length === 0)
      problems.push(`talks[${index}].texts: must have a title in one language at least`);
    const earlier = guid === undefined ? undefined : guids.get(guid);
    if (earlier !== undefined) problems.push(`talks[${index}].guid: is that of talks[${earlier}] too`);
    if (guid !== undefined) guids.set(guid, index);
    for (const { key } of billed ?? []) {
      if (!keys.has(key)) problems.push(`talks[${index}].speakers: “${key}” is not among the speakers`);
    }
  }
  return problems;
}

/** `talks[3] “Title”.texts.en.title`: the title, where there is one, is quicker to find than a number. */
function keyOf(json: unknown, path: readonly PropertyKey[]): string {
  return (
    path.reduce<string>(
      (key, part) =>
        typeof part === 'number' ? `${key}[${part}]` : key === '' ? String(part) : `${key}.${String(part)}`,
      '',
    ) || (typeof json === 'object' ? 'the file' : 'the content')
  );
}
