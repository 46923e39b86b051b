/** One import that breaks a rule, as dependency-cruiser reports it. */
export interface Violation {
  from: string;
  to: string;
  rule: { name: string; severity: string };
  cycle?: { name: string }[];
}

/** What we read of dependency-cruiser's JSON report. */
export interface CruiseReport {
  modules: { source: string }[];
  summary: { violations: Violation[] };
}

/**
 * Judges a dependency-cruiser report: the sentences to print, none when all is well.
 * A report without our modules is a failure too: with a TypeScript that it cannot read, the tool sees nothing
 * and is content.
 */
export function judgeLayers(report: CruiseReport): string[] {
  const sources = report.modules.map((module) => module.source);
  const blindness = ['server/', 'client/', 'scripts/'].flatMap((room) => {
    const extension = room === 'client/' ? /\.tsx$/ : /\.ts$/;
    const isSeen = sources.some((source) => source.startsWith(room) && extension.test(source));
    return isSeen
      ? []
      : [`no ${room === 'client/' ? '.tsx' : '.ts'} module was seen in ${room}: the check is blind`];
  });
  const broken = report.summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle ? cycle.map((step) => step.name).join(' -> ') : to;
    return `${rule.name}: ${from} -> ${way}`;
  });
  return [...blindness, ...broken];
}

/** How many of our own modules (not packages) the report covers. */
export function countModules(report: CruiseReport): number {
  return report.modules.filter((module) => !module.source.includes('node_modules')).length;
}
