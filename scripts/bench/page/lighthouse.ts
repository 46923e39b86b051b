import { launch } from 'chrome-launcher';
import lighthouse, { type Flags } from 'lighthouse';
import type { Figure } from '../import/programmes.ts';
import { median } from '../numbers.ts';
import { findChromium, launchArguments } from '../transcode/browser-side.ts';
import type { MeasuredPage, PageSet } from './page-set.ts';

/** What Lighthouse found in one run: scores in percent, times in milliseconds. */
interface LighthouseRun {
  scores: Record<CategoryName, number>;
  lcpMs: number;
  cls: number;
  tbtMs: number;
  /** Audits that cost points, worst first. */
  faults: string[];
}

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type CategoryName = (typeof categories)[number];

const limits = { performance: 95, others: 100, lcpMs: 1800, cls: 0.02, tbtMs: 100 } as const;

/**
 * Runs Lighthouse's mobile test on each page, with its simulated slow 4G and its fourfold slower processor; medians.
 * @param o.library how the pages' library is called in the figures
 * @param o.isExample samples are kept out of search engines on purpose: whether pages may be crawled is not asked of them
 */
export async function measureLighthouse(
  pages: PageSet,
  o: { library: string; isExample: boolean; runs: number; say: (sentence: string) => void },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const page of pages) {
    const runs: LighthouseRun[] = [];
    for (let i = 0; i < o.runs; i++) runs.push(await runPatiently(page, o));
    figures.push(figureOf(page, runs, o.library));
    const faults = [...new Set(runs.flatMap((run) => run.faults))];
    o.say(`${page.name}, ${o.library}: ${faults.length === 0 ? 'no faults' : faults.join('; ')}`);
  }
  return figures;
}

const tries = 3;

/** Chromium loses its trace now and then, which says nothing about the page. */
async function runPatiently(
  page: MeasuredPage,
  o: { isExample: boolean; say: (sentence: string) => void },
): Promise<LighthouseRun> {
  for (let i = 1; ; i++) {
    try {
      return await runOnce(page, o.isExample ? ['is-crawlable'] : []);
    } catch (error) {
      if (i === tries) throw error;
      o.say(`${error instanceof Error ? error.message : error} (tried again)`);
    }
  }
}

async function runOnce(page: MeasuredPage, skipAudits: string[]): Promise<LighthouseRun> {
  const chrome = await launch({
    chromePath: findChromium(),
    chromeFlags: ['--headless=new', ...launchArguments()],
    logLevel: 'silent',
  });
  try {
    const flags: Flags = {
      ...{ port: chrome.port, logLevel: 'silent' },
      ...{ onlyCategories: [...categories], skipAudits },
    };
    const result = await lighthouse(page.url, flags);
    if (!result) throw new Error(`Lighthouse said nothing about ${page.url}.`);
    const { lhr } = result;
    if (lhr.runtimeError) throw new Error(`${page.url}: ${lhr.runtimeError.message}`);
    const value = (audit: string) => lhr.audits[audit]?.numericValue ?? Number.NaN;
    const score = (name: CategoryName) => Math.round((lhr.categories[name]?.score ?? 0) * 100);
    return {
      scores: {
        performance: score('performance'),
        accessibility: score('accessibility'),
        'best-practices': score('best-practices'),
        seo: score('seo'),
      },
      lcpMs: value('largest-contentful-paint'),
      cls: value('cumulative-layout-shift'),
      tbtMs: value('total-blocking-time'),
      faults: categories
        .flatMap((name) => lhr.categories[name]?.auditRefs ?? [])
        .filter(({ weight }) => weight > 0)
        .map(({ id }) => ({ id, score: lhr.audits[id]?.score ?? 1, words: lhr.audits[id]?.displayValue }))
        .filter((audit) => audit.score < 0.9)
        .map(({ id, score: given, words }) => `${id} ${words ?? given}`),
    };
  } finally {
    chrome.kill();
  }
}

function figureOf(page: MeasuredPage, runs: readonly LighthouseRun[], library: string): Figure {
  const of = (read: (run: LighthouseRun) => number) => median(runs.map(read));
  const scores = categories.map((name) => Math.round(of((run) => run.scores[name])));
  const [performance = 0, ...others] = scores;
  const [lcpMs, cls, tbtMs] = [of((run) => run.lcpMs), of((run) => run.cls), of((run) => run.tbtMs)];
  return {
    figure: `Lighthouse, ${page.name}, ${library}`,
    must: `${limits.performance}/100/100/100; LCP 1.80 s, CLS ${limits.cls}, TBT ${limits.tbtMs} ms`,
    measured: `${scores.join('/')}; LCP ${(lcpMs / 1000).toFixed(2)} s, CLS ${cls.toFixed(3)}, TBT ${tbtMs.toFixed(0)} ms`,
    holds:
      performance >= limits.performance &&
      others.every((score) => score >= limits.others) &&
      lcpMs <= limits.lcpMs &&
      cls <= limits.cls &&
      tbtMs <= limits.tbtMs,
  };
}
