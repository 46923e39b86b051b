import { parseArgs } from 'node:util';
import { readCount, wrongUsage } from '../wrong-usage.ts';

export const pageHelp = `Usage: npm run bench -- page [options]

Measures the viewers' pages in Chromium and at the server, on the example and on a large library.

Options:
  --only size|lighthouse|player|server|axe   one of the five
  --library N                                talks of the large library (20000)
  --runs N                                   runs of Lighthouse a page (3); of the player a side (20)
  --example DIR                              a library with the example and its recordings, used as it is
  --large DIR                                a large library made before, used as it is
  --write                                    put the figures into the README
  --help                                     print this

Environment: CORPUS_DIR, a folder with catalogue/pyvideo.ndjson.gz; without it the large library is made up. CHROMIUM_PATH
Exit codes: 0 measured, 1 failed or a limit was missed, 2 wrong usage
`;

export const pageParts = ['size', 'lighthouse', 'player', 'server', 'axe'] as const;

export type PagePart = (typeof pageParts)[number];

export interface PageOptions {
  parts: readonly PagePart[];
  talkCount: number;
  /** null: as many as each part takes. */
  runs: number | null;
  exampleDir: string | null;
  largeDir: string | null;
  writes: boolean;
}

/** Reads the arguments; null where help was asked for. @throws wrongUsage */
export function readPageOptions(args: readonly string[]): PageOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      library: { type: 'string', default: '20000' },
      runs: { type: 'string' },
      example: { type: 'string' },
      large: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const only = pageParts.find((part) => part === values.only);
  if (values.only !== undefined && only === undefined)
    throw wrongUsage(`--only is one of ${pageParts.join(', ')}.`);
  if (only !== undefined && values.write)
    throw wrongUsage('--write goes with all parts: the README shows them together.');
  return {
    parts: only === undefined ? pageParts : [only],
    talkCount: readCount('--library', values.library),
    runs: values.runs === undefined ? null : readCount('--runs', values.runs),
    exampleDir: values.example ?? null,
    largeDir: values.large ?? null,
    writes: values.write,
  };
}
