import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CruiseReport, countModules, judgeLayers } from './check/layers.ts';
import { runTool } from './check/run-tool.ts';

const root = join(import.meta.dirname, '..');
const rooms = ['server', 'client', 'scripts', 'tests'].filter((room) => existsSync(join(root, room)));

const usage = `Usage: npm run check -- [--fix] [--only NAME]

Checks format and lint (Biome), types (tsc), layers (dependency-cruiser) and unused code (knip).

  --fix         rewrites what can be rewritten safely
  --only NAME   one of lint, types, layers, unused
`;

/** What a check found: sentences to print when it failed, a note when it passed. */
interface Verdict {
  isGood: boolean;
  text: string;
}

const tool = (path: string, argv: string[]) => runTool(join('node_modules', path), argv, root);

async function plain(path: string, argv: string[]): Promise<Verdict> {
  const { exitCode, output } = await tool(path, argv);
  return { isGood: exitCode === 0, text: exitCode === 0 ? '' : output };
}

async function layers(): Promise<Verdict> {
  const argv = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms];
  const { stdout, output } = await tool('dependency-cruiser/bin/dependency-cruiser.mjs', argv);
  let report: CruiseReport;
  try {
    report = JSON.parse(stdout) as CruiseReport; // the tool's documented shape; anything else fails below
  } catch {
    return { isGood: false, text: output };
  }
  const sentences = judgeLayers(report);
  const text = sentences.length > 0 ? sentences.join('\n') : `${countModules(report)} modules`;
  return { isGood: sentences.length === 0, text };
}

const checks: Record<string, (fix: boolean) => Promise<Verdict>> = {
  lint: (fix) =>
    plain('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', ...(fix ? ['--write'] : [])]),
  types: () => plain('typescript/bin/tsc', ['--project', '.']),
  layers,
  unused: () => plain('knip/bin/knip.js', ['--no-progress']),
};

async function runCheck(name: string, fix: boolean): Promise<boolean> {
  const startedAtMs = Date.now();
  const { isGood, text } = (await checks[name]?.(fix)) ?? { isGood: false, text: 'no such check' };
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  process.stdout.write(
    `${isGood ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${text ? `  ${text.trim()}` : ''}\n`,
  );
  return isGood;
}

const { values } = parseArgs({
  options: {
    fix: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
} else if (values.only !== undefined && !Object.hasOwn(checks, values.only)) {
  process.stderr.write(`There is no check called ${values.only}.\n\n${usage}`);
  process.exitCode = 2;
} else {
  const names = values.only ? [values.only] : Object.keys(checks);
  // Two at a time, so that a small machine is not slowed down by all four.
  const results: boolean[] = [];
  const queue = [...names];
  const lane = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) {
      results.push(await runCheck(name, values.fix));
    }
  };
  await Promise.all([lane(), lane()]);
  process.exitCode = results.every(Boolean) ? 0 : 1;
}
