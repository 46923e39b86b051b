/** The interface languages, in the order of the language menu (BCP 47). */
export const uiLanguages = ['en', 'ru', 'ja'] as const;

export type UiLanguage = (typeof uiLanguages)[number];

/** Narrows any string to an interface language. */
export function isUiLanguage(value: string): value is UiLanguage {
  return (uiLanguages as readonly string[]).includes(value);
}
