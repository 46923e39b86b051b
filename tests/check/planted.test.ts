import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const projectRoot = join(import.meta.dirname, '../..');
const copied = [
  'server',
  'client',
  'scripts',
  'tests',
  'docs',
  'package.json',
  'package-lock.json',
  '.gitignore',
];
const settings = ['tsconfig.json', 'biome.json', 'knip.json', '.dependency-cruiser.cjs'];
const configs = ['vite.config.ts', 'vitest.config.ts', 'playwright.config.ts'];

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rostrum-check-'));
  for (const path of [...copied, ...settings, ...configs]) {
    cpSync(join(projectRoot, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function plant(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const uproot = (files: Record<string, string>) => {
  for (const path of Object.keys(files)) rmSync(join(root, path));
};

/** Runs one check in the copy and says how it ended. */
function check(only: string): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'scripts/check.ts'), '--only', only],
      { cwd: root, maxBuffer: 64 * 2 ** 20 },
      (error, stdout, stderr) =>
        resolve({ exitCode: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}

const value = 'export const planted = 1;\n';
const importing = (...paths: string[]) => `${paths.map((path) => `import '${path}';`).join('\n')}\n`;

/** One file for each rule of .dependency-cruiser.cjs, with the import that breaks it. */
const layerViolations: Record<string, { rule: string; text: string }> = {
  'server/features/planted/cycle-a.ts': { rule: 'no-cycles', text: importing('./cycle-b.ts') },
  'server/features/planted/tested.ts': {
    rule: 'no-tests-from-code',
    text: importing('#server/kernel/config.test.ts'),
  },
  'server/features/planted/nowhere.ts': { rule: 'no-unresolved', text: importing('./not-there.ts') },
  'server/contract/planted.ts': {
    rule: 'contract-imports-nothing',
    text: importing('#server/kernel/errors.ts'),
  },
  'server/kernel/planted.ts': { rule: 'kernel-is-the-bottom', text: importing('#server/db/open.ts') },
  'server/db/planted.ts': {
    rule: 'machinery-knows-no-features',
    text: importing('#server/features/planted/leaf.ts'),
  },
  'server/transcode/planted.ts': { rule: 'transcode-stands-alone', text: importing('#server/db/open.ts') },
  'server/web/planted.ts': { rule: 'features-and-web-below-compose', text: importing('../compose.ts') },
  'server/features/planted/neighbour.ts': {
    rule: 'features-apart',
    text: importing('#server/features/planted-too/leaf.ts'),
  },
  'server/features/planted/upwards.ts': {
    rule: 'features-not-web',
    text: importing('#server/web/leaf-planted.ts'),
  },
  'server/compose-planted.ts': { rule: 'compose-below-main', text: importing('./main.ts') },
  'server/jobs/planted.ts': { rule: 'server-not-scripts', text: importing('../../scripts/check/layers.ts') },
  'server/web/planted-client.ts': { rule: 'server-not-client', text: importing('#client/planted-leaf.ts') },
  'client/planted-server.ts': { rule: 'client-only-contract', text: importing('#server/kernel/errors.ts') },
  'client/planted-zod.ts': { rule: 'client-only-contract', text: importing('zod') },
  'client/planted-schemas.ts': {
    rule: 'client-without-schemas',
    text: importing('#server/contract/schemas.ts'),
  },
  'server/blobs/planted.ts': { rule: 'one-file-knows-fluent-ffmpeg', text: importing('fluent-ffmpeg') },
  'server/features/planted/misnamed.ts': { rule: 'named-by-what-it-does', text: importing('./utils.ts') },
};
const leaves = {
  'server/features/planted/cycle-b.ts': importing('./cycle-a.ts'),
  'server/features/planted/utils.ts': value,
  'server/features/planted/leaf.ts': value,
  'server/features/planted-too/leaf.ts': value,
  'server/web/leaf-planted.ts': value,
  'client/planted-leaf.ts': value,
};

describe('layers', () => {
  const files = {
    ...leaves,
    ...Object.fromEntries(Object.entries(layerViolations).map(([path, { text }]) => [path, text])),
  };
  let result: { exitCode: number; output: string };
  beforeAll(async () => {
    plant(files);
    result = await check('layers');
    uproot(files);
  });

  it('fails when violations are planted', () => {
    expect(result.exitCode).toBe(1);
  });

  it.each(Object.entries(layerViolations))('%s is caught', (path, { rule }) => {
    expect(result.output).toContain(`${rule}: ${path} -> `);
  });

  it('plants a violation of every rule', () => {
    const load = createRequire(import.meta.url);
    const config: { forbidden: { name: string }[] } = load('../../.dependency-cruiser.cjs');
    const rules = config.forbidden.map((rule) => rule.name);
    const planted = Object.values(layerViolations).map(({ rule }) => rule);
    expect(rules.filter((rule) => !planted.includes(rule))).toEqual([]);
  });

  it('leaves the catalogue open to other features', async () => {
    const allowed = {
      'server/features/planted/friend.ts': importing('#server/features/catalogue/planted.ts'),
      'server/features/catalogue/planted.ts': value,
    };
    plant(allowed);
    const { output } = await check('layers');
    uproot(allowed);
    expect(output).not.toContain('server/features/planted/friend.ts');
  });
});

describe('lint', () => {
  it.each([
    ['noExplicitAny', 'server/planted.ts', 'export const planted: any = 1;\n'],
    ['noProcessEnv', 'server/planted.ts', 'export const planted = process.env.PORT;\n'],
    ['noConsole', 'server/planted.ts', "console.log('planted');\n"],
    ['noNonNullAssertion', 'server/planted.ts', 'export const planted = [1].at(0)!;\n'],
    ['noDefaultExport', 'server/planted.ts', 'export default 1;\n'],
    ['noBarrelFile', 'server/planted.ts', "export { AppError } from './kernel/errors.ts';\n"],
    ['format', 'server/planted.ts', 'export  const planted = 1\n'],
  ])('catches a planted %s', async (rule, path, text) => {
    plant({ [path]: text });
    const { exitCode, output } = await check('lint');
    uproot({ [path]: text });
    expect(exitCode).toBe(1);
    expect(output).toMatch(new RegExp(`${path}\\S* .*${rule}`));
  });
});

describe('types', () => {
  it('catches a planted type error, an unchecked index and an enum', async () => {
    const files = {
      'server/planted.ts': "export const planted: number = 'text';\n",
      'server/planted-index.ts': 'export const planted: number = [1, 2][0];\n',
      'server/planted-enum.ts': 'export enum Planted {\n  A,\n}\n',
    };
    plant(files);
    const { exitCode, output } = await check('types');
    uproot(files);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/server\/planted\.ts.*TS2322/);
    expect(output).toMatch(/server\/planted-index\.ts.*TS2322/);
    expect(output).toMatch(/server\/planted-enum\.ts.*TS1294/);
  });
});

describe('unused', () => {
  it('catches a planted unused file, export and dependency', async () => {
    const files = {
      'server/kernel/planted.ts': value,
      'scripts/planted.ts':
        "import { used } from '../server/kernel/planted-used.ts';\nimport 'left-pad';\n\nprocess.exitCode = used;\n",
      'server/kernel/planted-used.ts': 'export const used = 1;\nexport const plantedUnused = 2;\n',
    };
    plant(files);
    const { exitCode, output } = await check('unused');
    uproot(files);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/server\/kernel\/planted\.ts/);
    expect(output).toMatch(/plantedUnused/);
    expect(output).toMatch(/left-pad/);
  });
});
