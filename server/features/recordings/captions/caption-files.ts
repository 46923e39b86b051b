import { basename } from 'node:path';

/** What the name of a caption file says: for which video's stem it is, and in which language. */
export interface CaptionName {
  /** `stem` or `stem.LANG` of the name without `.vtt`, `.srt`, `.ttml` or `.dfxp`: every video it could be for. */
  stems: ReadonlyArray<{ stem: string; language: string | null }>;
}

/** Reads `talk.vtt`, `talk.de.srt`, `talk.pt-BR.vtt`; null for any other file. */
export function readCaptionName(path: string): CaptionName | null {
  const found = /^(.+)\.(?:vtt|srt|ttml|dfxp)$/is.exec(basename(path));
  const stem = found?.[1];
  if (stem === undefined) return null;
  const [, shorter, tag] = /^(.+)\.([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)$/is.exec(stem) ?? [];
  const language = tag === undefined ? null : canonicalLanguage(tag);
  const stems: Array<{ stem: string; language: string | null }> = [{ stem, language: null }];
  if (shorter !== undefined && language !== null) stems.push({ stem: shorter, language });
  return { stems };
}

/** The stem of a video's file name: `talk` of `talk.mp4`. */
export function stemOf(path: string): string {
  return basename(path).replace(/\.[^.]*$/, '');
}

/** For which language a caption file beside a video is: `{language}`, or null when it is not for this video. */
export function captionFor(captionPath: string, videoPath: string): { language: string | null } | null {
  const name = readCaptionName(captionPath);
  const found = name?.stems.find(({ stem }) => stem === stemOf(videoPath));
  return found === undefined ? null : { language: found.language };
}

/** What people call a language, in that language; `Captions` where it is not known. */
export function languageLabel(language: string | null): string {
  if (language === null) return 'Captions';
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

function canonicalLanguage(tag: string): string | null {
  try {
    const language = Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null;
    // `talk.part.srt` is no language: only what the platform can name is one.
    const isKnown =
      language !== null && new Intl.DisplayNames(['en'], { type: 'language' }).of(language) !== language;
    return isKnown ? language : null;
  } catch {
    return null;
  }
}
