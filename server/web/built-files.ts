import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PageAssets } from '#server/contract/pages.ts';

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);

/**
 * Reads which files the build made, from Vite's manifest.
 * @param clientDir the built `dist/client`
 * @throws {Error} when the build is missing or incomplete, with the command that makes it
 */
export function readPageAssets(clientDir: string): PageAssets {
  const manifest = readManifest(join(clientDir, '.vite/manifest.json'));
  const entry = (name: string) => {
    const found = manifest[`client/${name}-entry.ts`];
    if (!found) throw new Error(`The built pages lack "${name}": run \`npm start\` to build them again.`);
    return found;
  };
  const url = (file: string) => `/${file}`;
  /** The styles of an entry and of all that it shares with others. */
  const stylesOf = (name: string) => {
    const found = new Set<string>();
    const seen = new Set<string>();
    const walk = (key: string) => {
      const chunk = manifest[key];
      if (!chunk || seen.has(key)) return;
      seen.add(key);
      for (const imported of chunk.imports) walk(imported);
      for (const file of chunk.css) found.add(url(file));
    };
    walk(`client/${name}-entry.ts`);
    return [...found];
  };
  const pageStyles = stylesOf('styles');
  return {
    themeCode: readFileSync(join(clientDir, entry('theme').file), 'utf8').trim(),
    pageScript: url(entry('page').file),
    talkScript: url(entry('talk').file),
    talkStyles: stylesOf('talk'),
    embedScript: url(entry('embed').file),
    organizeScript: url(entry('organize').file),
    organizeStyles: stylesOf('organize').filter((file) => !pageStyles.includes(file)),
    styles: pageStyles,
    japaneseStyles: entry('japanese').css.map(url),
  };
}

function readManifest(path: string): z.infer<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error('The pages are not built: run `npm start`, which builds them.', { cause });
  }
}

/** A built file as it is served: sizes by content coding, as far as they were made. */
export interface BuiltFile {
  path: string;
  isHashed: boolean;
  codings: ReadonlySet<'br' | 'gzip'>;
  etag: string;
}

/**
 * Lists every file of the build by its URL path: requests are looked up here and never become paths themselves.
 * @param clientDir the built `dist/client`
 */
export function listBuiltFiles(clientDir: string): ReadonlyMap<string, BuiltFile> {
  if (!existsSync(clientDir)) return new Map();
  const names = readdirSync(clientDir, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const present = new Set(names);
  const files = new Map<string, BuiltFile>();
  for (const name of names) {
    if (name.startsWith('.vite') || /\.(br|gz)$/.test(name)) continue;
    const path = join(clientDir, name);
    const stats = statSync(path);
    if (!stats.isFile()) continue;
    const codings = new Set<'br' | 'gzip'>();
    if (present.has(`${name}.br`)) codings.add('br');
    if (present.has(`${name}.gz`)) codings.add('gzip');
    files.set(`/${name}`, {
      path,
      isHashed: name.startsWith('assets/'),
      codings,
      etag: `"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`,
    });
  }
  return files;
}
