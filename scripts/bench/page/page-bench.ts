import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { formatFigures } from '../import/import-bench.ts';
import type { Figure } from '../import/programmes.ts';
import { describeMachine } from '../machine.ts';
import { findChromium, launchArguments } from '../transcode/browser-side.ts';
import { replaceBetween } from '../transcode/report.ts';
import { measureAxe } from './axe/measure-axe.ts';
import { makeExampleLibrary } from './library/example-library.ts';
import { makeLargeLibrary } from './library/large-library.ts';
import { serveLibrary } from './library/serve.ts';
import { measureLighthouse } from './lighthouse.ts';
import type { PageOptions, PagePart } from './options.ts';
import { pageSetOf } from './page-set.ts';
import { measurePlayer } from './player/measure-player.ts';
import { measureServer } from './server/measure-server.ts';
import { measureSize } from './size.ts';

export interface PageBenchPlace {
  /** For libraries; removed by who made it. */
  folder: string;
  print: (text: string) => void;
  say: (sentence: string) => void;
}

const lighthouseRuns = 3;
const playerRuns = 20;

/** Measures what the options ask for, prints it, and puts it into the README where asked to. @returns how many limits were missed */
export async function benchPages(options: PageOptions, place: PageBenchPlace): Promise<number> {
  const { folder, say } = place;
  let exampleDir = options.exampleDir;
  let largeDir = options.largeDir;
  const example = async () => {
    exampleDir ??= await made(join(folder, 'example'), (dataDir) => makeExampleLibrary(dataDir, say));
    return exampleDir;
  };
  const large = async () => {
    const { talkCount } = options;
    largeDir ??= await made(join(folder, 'large'), (dataDir) =>
      makeLargeLibrary({ dataDir, folder, talkCount, say }),
    );
    return largeDir;
  };
  const parts: Record<PagePart, () => Promise<Figure[]>> = {
    size: async () =>
      withPages({ dataDir: await example() }, ({ pages }) =>
        withBrowser((browser) => measureSize(browser, pages)),
      ),
    async lighthouse() {
      const figures: Figure[] = [];
      const runs = options.runs ?? lighthouseRuns;
      for (const [library, dataDir, isExample] of [
        ['the example', await example(), true],
        [`${options.talkCount} talks`, await large(), false],
      ] as const) {
        figures.push(
          ...(await withPages({ dataDir, isPublic: true }, ({ pages }) =>
            measureLighthouse(pages, { library, isExample, runs, say }),
          )),
        );
      }
      return figures;
    },
    player: () =>
      withBrowser((browser) => measurePlayer(browser, { folder, runs: options.runs ?? playerRuns, say })),
    server: async () => measureServer({ dataDir: await large(), folder, say }),
    axe: async () =>
      withPages({ dataDir: await example() }, ({ pages }) =>
        withBrowser((browser) => measureAxe(browser, pages, say)),
      ),
  };
  const figures: Figure[] = [];
  for (const part of options.parts) {
    say(`measuring ${part}`);
    figures.push(...(await parts[part]()));
  }
  const report = formatFigures(figures, {
    machine: describeMachine(),
    date: new Date().toISOString().slice(0, 10),
  });
  place.print(report);
  if (options.writes) {
    const readme = join(import.meta.dirname, '../../../README.md');
    await writeFile(readme, replaceBetween(await readFile(readme, 'utf8'), 'bench page', report));
  }
  return figures.filter(({ holds }) => !holds).length;
}

async function made(dataDir: string, make: (dataDir: string) => Promise<void>): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  await make(dataDir);
  return dataDir;
}

async function withPages<T>(
  library: { dataDir: string; isPublic?: boolean },
  work: (o: { pages: Awaited<ReturnType<typeof pageSetOf>> }) => Promise<T>,
): Promise<T> {
  const portal = await serveLibrary(library);
  try {
    return await work({ pages: await pageSetOf(portal.url) });
  } finally {
    await portal.stop();
  }
}

async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: findChromium(), args: launchArguments() });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
