import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readPageAssets } from './built-files.ts';

export interface InlineScripts {
  /** Hashes of the scripts that stand in the pages themselves, as `script-src` spells them (CSP Level 3, 2.3.1). */
  hashes(): string;
}

/**
 * Knows which scripts the pages of the current build carry in their text.
 * @param distDir the build; read again when another one has replaced it
 */
export function createInlineScripts(distDir: string): InlineScripts {
  const clientDir = join(distDir, 'client');
  const manifest = join(clientDir, '.vite/manifest.json');
  let known = { stampMs: Number.NaN, hashes: '' };
  return {
    hashes() {
      const stampMs = statSync(manifest, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (stampMs !== known.stampMs) known = { stampMs, hashes: stampMs === 0 ? '' : hashOf(clientDir) };
      return known.hashes;
    },
  };
}

function hashOf(clientDir: string): string {
  try {
    const { themeCode } = readPageAssets(clientDir);
    return `'sha256-${createHash('sha256').update(themeCode).digest('base64')}'`;
  } catch {
    return ''; // an incomplete build says so where its pages are asked for
  }
}
