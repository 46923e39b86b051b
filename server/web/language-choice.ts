import type { Request, Response } from 'express';
import { isUiLanguage, type UiLanguage } from '#server/contract/languages.ts';
import { readerLanguage } from '#server/kernel/language.ts';

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** The reader's language; a valid `?lang=` is kept in the `lang` cookie for a year. */
export function chosenLanguage(req: Request, res: Response): UiLanguage {
  const { lang } = req.query;
  if (typeof lang === 'string' && isUiLanguage(lang)) {
    res.cookie('lang', lang, {
      maxAge: yearMs,
      sameSite: 'lax',
      httpOnly: true,
      secure: req.secure,
      path: '/',
    });
  }
  return readerLanguage(req, res);
}
