import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
  imports?: string[];
  dynamicImports?: string[];
}

type Manifest = Record<string, Chunk>;

const writtenFile = '/client/service-worker/shell-files.ts';
const entryOf = (entry: string) => `client/${entry}-entry.ts`;
/** Japanese faces are a hundred files: those that a page showed are kept with it. */
const isNeeded = (file: string) => !file.endsWith('.woff2') || /-(latin|cyrillic)-\d+-normal-/.test(file);

/** Files of these entries and of all that they import, also on demand where `isDeep`. */
function filesOf(manifest: Manifest, entries: readonly string[], isDeep: boolean): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const walk = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) {
      // The entry of the styles is an empty script.
      if (isNeeded(file) && !(key === entryOf('styles') && file.endsWith('.js'))) files.add(`/${file}`);
    }
    for (const next of [...(chunk.imports ?? []), ...(isDeep ? (chunk.dynamicImports ?? []) : [])])
      walk(next);
  };
  for (const entry of entries) walk(entryOf(entry));
  return [...files].sort();
}

/**
 * Tells the service worker which files the pages' build made, and writes `offline-files.json`: all that a talk page
 * needs and the bytes of it, for those who keep one. Runs after the build for browsers.
 * @param clientDir where that build lies
 */
export function serviceWorkerFiles(clientDir: string): Plugin {
  let manifest: Manifest = {};
  return {
    name: 'rostrum:service-worker-files',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'worker',
    async buildStart() {
      const text = await readFile(join(clientDir, '.vite/manifest.json'), 'utf8');
      manifest = JSON.parse(text) as Manifest; // written by Vite a moment ago
    },
    load(id) {
      if (!id.endsWith(writtenFile)) return null;
      const files = filesOf(manifest, ['page', 'styles'], true);
      const build = createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 12);
      return `export const shellFiles = ${JSON.stringify({ build, files })};`;
    },
    async generateBundle() {
      const files = filesOf(manifest, ['page', 'styles', 'talk'], true);
      const sizes = await Promise.all(files.map(async (file) => (await stat(join(clientDir, file))).size));
      const source = JSON.stringify({ files, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) });
      this.emitFile({ type: 'asset', fileName: 'offline-files.json', source });
    },
  };
}
