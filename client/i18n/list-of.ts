/** Texts as a list without “and”, as a locale (BCP 47) writes one: “A, B” or 「A、B」. */
export function listOf(texts: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' }).format(texts);
}
