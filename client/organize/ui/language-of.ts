/**
 * Language of a sentence that is shown: the portal's own answers are in English wherever they are read.
 * @returns 'en' for words without a letter beyond ASCII; undefined for those of the page's language
 */
export function languageOf(sentence: string | null | undefined): 'en' | undefined {
  const quoted = /[“"«「][^”"»」]*[”"»」]/g;
  return sentence && !/[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]/.test(sentence.replace(quoted, ''))
    ? 'en'
    : undefined;
}
