import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from '@playwright/test';
import type { Figure } from '../import/programmes.ts';
import type { PageSet } from './page-set.ts';

const root = join(import.meta.dirname, '../../..');
const most = { list: 80_000, talk: 130_000 } as const;

/**
 * Weighs the scripts that a browser loads with each page before play, as they were sent, without hls.js; and asks size-limit
 * whether every file keeps its own limit.
 */
export async function measureSize(browser: Browser, pages: PageSet): Promise<Figure[]> {
  const figures: Figure[] = [];
  const [list, talk] = [
    pages.filter(({ kind }) => kind !== 'talk'),
    pages.filter(({ kind }) => kind === 'talk'),
  ];
  for (const [group, kind] of [
    [list, 'list'],
    [talk, 'talk'],
  ] as const) {
    let heaviest = { name: '', sizeBytes: 0, hlsBytes: 0 };
    for (const { name, url } of group) {
      const weighed = await weigh(browser, url);
      if (weighed.sizeBytes > heaviest.sizeBytes) heaviest = { name, ...weighed };
    }
    const hls = heaviest.hlsBytes > 0 ? `; hls.js besides: ${kilobytes(heaviest.hlsBytes)}` : '';
    figures.push({
      figure: `JavaScript before play, ${kind === 'list' ? 'list pages' : 'talk page with its controls, without hls.js'}`,
      must: `at most ${kilobytes(most[kind])}`,
      measured: `${kilobytes(heaviest.sizeBytes)} at most (${heaviest.name}${hls})`,
      holds:
        heaviest.sizeBytes > 0 &&
        heaviest.sizeBytes <= most[kind] &&
        (kind === 'talk') === heaviest.hlsBytes > 0,
    });
  }
  return [...figures, await askSizeLimit()];
}

async function weigh(browser: Browser, url: string): Promise<{ sizeBytes: number; hlsBytes: number }> {
  const page = await browser.newPage();
  let [sizeBytes, hlsBytes] = [0, 0];
  const weighing: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.endsWith('.js')) return;
    weighing.push(
      request.sizes().then(({ responseBodySize }) => {
        if (/\/hls[^/]*\.js$/.test(pathname)) hlsBytes += responseBodySize;
        else sizeBytes += responseBodySize;
      }),
    );
  });
  try {
    await page.goto(url, { waitUntil: 'networkidle' });
    await Promise.all(weighing);
    return { sizeBytes, hlsBytes };
  } finally {
    await page.close();
  }
}

/** @throws where size-limit could not look at all */
async function askSizeLimit(): Promise<Figure> {
  const run = promisify(execFile)(join(root, 'node_modules/.bin/size-limit'), ['--json'], { cwd: root });
  const { stdout } = await run.catch((error: unknown) => {
    // Over a limit it says so and ends with 1.
    if (error instanceof Error && 'stdout' in error && error.stdout) return { stdout: String(error.stdout) };
    throw error;
  });
  const checked = JSON.parse(stdout) as Array<{ name: string; passed: boolean }>; // as size-limit prints it
  const over = checked.filter(({ passed }) => !passed).map(({ name }) => name);
  return {
    figure: 'limits of single files (size-limit)',
    must: 'all kept',
    measured: over.length === 0 ? `${checked.length} kept` : `over: ${over.join(', ')}`,
    holds: checked.length > 0 && over.length === 0,
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
