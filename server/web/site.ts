import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isUiLanguage, type UiLanguage, uiLanguages } from '#server/contract/languages.ts';
import type { SiteInfo } from '#server/contract/pages.ts';
import { ConfigError } from '#server/kernel/config.ts';

type Text = string | Partial<Record<UiLanguage, string>>;

const textSchema = z.custom<Text>(
  isText,
  `must be a text that is not empty, or an object of such texts by language (${uiLanguages.join(', ')})`,
);

const siteSchema = z.strictObject({
  name: textSchema.default('Rostrum'),
  tagline: textSchema.optional(),
  imprint: textSchema.optional(),
  privacy: textSchema.optional(),
  contact: textSchema.optional(),
});

export type SiteTextKind = 'imprint' | 'privacy' | 'contact';

export interface Site {
  info(language: UiLanguage): SiteInfo;
  /** A text of the operator's, blank lines between paragraphs; null where none was written. */
  text(kind: SiteTextKind, language: UiLanguage): string | null;
}

/**
 * Reads the portal's own words from `DATA_DIR/site.json`; without the file, it is called Rostrum.
 * @throws {ConfigError} naming every bad key at once
 */
export function readSite(o: { dataDir: string; publicUrl: string | null }): Site {
  const path = join(o.dataDir, 'site.json');
  const parsed = siteSchema.safeParse(readJson(path));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.flatMap((issue) => problemsOf(path, issue)));
  const site = parsed.data;
  return {
    info: (language) => ({
      name: inLanguage(site.name, language) ?? 'Rostrum',
      tagline: inLanguage(site.tagline, language),
      hasImprint: site.imprint !== undefined,
      hasContact: site.contact !== undefined,
      publicUrl: o.publicUrl,
    }),
    text: (kind, language) => inLanguage(site[kind], language),
  };
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw new ConfigError([`${path}: cannot be read (${String(cause)})`]);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError([
      `${path}: is not JSON (${cause instanceof Error ? cause.message : String(cause)})`,
    ]);
  }
}

function problemsOf(path: string, issue: z.core.$ZodIssue): string[] {
  const at = issue.path.length > 0 ? `${path}: ${issue.path.join('.')}` : path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${at}: ${key} is no known key (name, tagline, imprint, privacy, contact)`,
    );
  }
  return [`${at}: ${issue.message}`];
}

function isText(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, text]) => isUiLanguage(key) && typeof text === 'string' && text.trim() !== '')
  );
}

/** The text in the reader's language, else in the first language that has it. */
function inLanguage(text: Text | undefined, language: UiLanguage): string | null {
  if (text === undefined) return null;
  if (typeof text === 'string') return text;
  for (const candidate of [language, ...uiLanguages]) {
    const found = text[candidate];
    if (found !== undefined) return found;
  }
  return null;
}
