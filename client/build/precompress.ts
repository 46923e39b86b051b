import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const textFile = /\.(js|css|svg|json|webmanifest|txt|map)$/;
const smallestWorthCompressing = 512;

/** Writes a `.br` and a `.gz` beside every text file of the browsers' build, at the highest levels. */
export function precompress(): Plugin {
  return {
    name: 'rostrum:precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    async writeBundle(options) {
      const root = options.dir;
      if (root === undefined) return;
      for (const name of await readdir(root, { recursive: true })) {
        const path = join(root, name);
        if (!textFile.test(name) || (await stat(path)).size < smallestWorthCompressing) continue;
        const bytes = await readFile(path);
        const brotli = promisify(brotliCompress)(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        });
        await writeFile(`${path}.br`, await brotli);
        await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      }
    },
  };
}
