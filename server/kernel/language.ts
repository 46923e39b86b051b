import type { Request, Response } from 'express';
import { isUiLanguage, type UiLanguage, uiLanguages } from '#server/contract/languages.ts';

/**
 * The reader's language: `?lang=`, else the choice kept in the `lang` cookie, else Accept-Language, else English.
 * Sets Content-Language and the Vary headers that a cache needs.
 */
export function readerLanguage(req: Request, res: Response): UiLanguage {
  res.vary('Accept-Language');
  res.vary('Cookie');
  const language = askedFor(req.query.lang) ?? kept(req.headers.cookie) ?? accepted(req);
  res.setHeader('Content-Language', language);
  return language;
}

function askedFor(value: unknown): UiLanguage | null {
  return typeof value === 'string' && isUiLanguage(value) ? value : null;
}

function kept(cookieHeader: string | undefined): UiLanguage | null {
  const value = /(?:^|;\s*)lang=([a-z]{2})(?:;|$)/.exec(cookieHeader ?? '')?.[1];
  return askedFor(value);
}

function accepted(req: Request): UiLanguage {
  if (req.headers['accept-language'] === undefined) return 'en';
  const language = req.acceptsLanguages(...uiLanguages);
  return language && isUiLanguage(language) ? language : 'en';
}
