/**
 * The text a reader is shown: in the first language of `wanted` that there is one in, English next, any other last.
 * `en-GB` is as good as `en`; an exact match is better.
 * @param wanted languages in the order of preference (BCP 47), nulls skipped
 */
export function chooseText<T extends { language: string }>(
  texts: readonly T[],
  wanted: readonly (string | null)[],
): T | null {
  for (const language of [...wanted, 'en']) {
    if (language === null) continue;
    const text =
      texts.find((candidate) => candidate.language === language) ??
      texts.find((candidate) => primary(candidate.language) === primary(language));
    if (text) return text;
  }
  return texts[0] ?? null;
}

function primary(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}
