import { writeFile } from 'node:fs/promises';

const words =
  'a the of to for in with without from by on beyond inside async typed small large safe fast slow hidden open ' +
  'containers kernels networks queues parsers compilers databases interfaces deadlines schedulers caches graphs models ' +
  'testing profiling teaching writing reading shipping measuring debugging packaging migrating documenting scaling';
const names =
  'Anna Boris Chie Dmitri Elena Farid Grace Haruka Ivan Jun Kofi Lena Mei Nadia Olga Paul Rosa Sven';
const families =
  'Abe Berg Costa Diaz Endo Fischer Garcia Hansen Ito Jensen Kim Lopez Mori Novak Okafor Petrov';

const talksPerEvent = 40;

/**
 * Writes a catalogue of talks as the importer reads it, one JSON object a line: the same talks for the same count.
 * @param path where to; `.ndjson`
 */
export async function writeCatalogue(path: string, talkCount: number): Promise<void> {
  const pick = picker(11);
  const [vocabulary, given, family] = [words.split(' '), names.split(' '), families.split(' ')];
  const sentence = (length: number) => Array.from({ length }, () => pick(vocabulary)).join(' ');
  const lines: unknown[] = [];
  for (let i = 0; i < talkCount; i++) {
    const event = `conference-${Math.floor(i / talksPerEvent) + 1}`;
    if (i % talksPerEvent === 0)
      lines.push({ type: 'event', slug: event, title: event.replace('-', ' '), description: sentence(30) });
    lines.push({
      ...{ type: 'talk', event, slug: `talk-${i + 1}`, title: `${sentence(6)} ${i + 1}` },
      description: `${sentence(60)}.\n\n${sentence(60)}.`,
      speakers: [`${pick(given)} ${pick(family)} ${Math.floor(i / 3)}`],
      recorded: `20${10 + (i % 15)}-0${1 + (i % 9)}-1${i % 10}`,
      ...{ language: 'eng', videos: [] },
    });
  }
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Picks from lists with a linear congruential generator (Numerical Recipes' constants). */
function picker(seed: number): (list: readonly string[]) => string {
  let state = seed;
  return (list) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return list[Math.floor((state / 2 ** 32) * list.length)] ?? '';
  };
}
