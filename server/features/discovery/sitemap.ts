import { paths } from '#server/contract/paths.ts';
import { takeTurns } from '#server/kernel/take-turns.ts';
import { talkEntry, urlEntry } from './sitemap-entries.ts';
import type { DiscoveryStore, Range } from './store.ts';
import { xmlElement } from './xml.ts';

/** Numbers to a file: far below the 50,000 addresses and 50 MB that a sitemap may have, however long the texts are. */
const numbersPerFile = { talks: 5000, speakers: 20_000 };

const rowsAtOnce = 100;
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const videoSpace = 'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"';

/** The sitemaps of a portal: an index, and files by kind and range of numbers, so that a file changes only with what is in it. */
export function createSitemap(o: { store: DiscoveryStore; portal: string }) {
  const { store, portal } = o;

  /** Rows in the order of their numbers, a few at a time; requests get their turn in between. */
  async function* rowsOf<Row extends { id: number }>(
    read: (range: Range) => Row[],
    range: { from: number; before: number },
  ): AsyncGenerator<Row> {
    const turn = takeTurns();
    let after = range.from - 1;
    for (;;) {
      const rows = read({ after, before: range.before, limit: rowsAtOnce });
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsAtOnce) return;
      after = last.id;
      await turn();
    }
  }

  const numbered = (kind: 'talks' | 'speakers') => {
    const size = numbersPerFile[kind];
    const count = Math.floor(store.last[kind]() / size) + 1;
    return Array.from({ length: count }, (_, index) => index).filter(
      (index) => store[kind]({ ...bounds(index, size), limit: 1 }).length > 0,
    );
  };

  async function* pages(): AsyncGenerator<string> {
    for (const path of [paths.home(), paths.conferences(), paths.talks(), paths.topics(), paths.speakers()])
      yield urlEntry(portal + path, null);
    for await (const row of rowsOf(store.conferences, { from: 1, before: Number.MAX_SAFE_INTEGER }))
      yield urlEntry(portal + paths.conference(row.slug), row.updated_ms);
  }

  async function* talks(index: number): AsyncGenerator<string> {
    for await (const row of rowsOf(store.talks, span(index, numbersPerFile.talks)))
      yield talkEntry(row, portal);
  }

  async function* speakers(index: number): AsyncGenerator<string> {
    for await (const row of rowsOf(store.speakers, span(index, numbersPerFile.speakers)))
      yield urlEntry(portal + paths.speaker(row.slug), row.updated_ms);
  }

  return {
    index(): string {
      const names = [
        'pages',
        ...(['talks', 'speakers'] as const).flatMap((kind) =>
          numbered(kind).map((index) => `${kind}-${index}`),
        ),
      ];
      const entries = names.map(
        (name) => `<sitemap>${xmlElement('loc', portal + paths.sitemap(name))}</sitemap>\n`,
      );
      return `${head}<sitemapindex ${spaces}>\n${entries.join('')}</sitemapindex>\n`;
    },
    /** The parts of a file, in order; null where there is no file of that name. */
    file(name: string): AsyncGenerator<string> | null {
      const [, kind, number] = /^(talks|speakers)-(0|[1-9]\d{0,8})$/.exec(name) ?? [];
      const isKnown = kind === 'talks' || kind === 'speakers';
      if (name !== 'pages' && !(isKnown && numbered(kind).includes(Number(number)))) return null;
      const entries =
        name === 'pages' ? pages() : kind === 'talks' ? talks(Number(number)) : speakers(Number(number));
      return wrapped(entries);
    },
  };
}

const span = (index: number, size: number) => ({ from: index * size, before: (index + 1) * size });
const bounds = (index: number, size: number) => ({ after: index * size - 1, before: (index + 1) * size });

async function* wrapped(entries: AsyncGenerator<string>): AsyncGenerator<string> {
  yield `${head}<urlset ${spaces} ${videoSpace}>\n`;
  yield* entries;
  yield '</urlset>\n';
}
