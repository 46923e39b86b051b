/**
 * A title for a talk known only by the name of its recording: without folder, extension and the marks of recorders
 * (`final`, `1080p`, dates, counters), words apart.
 * @returns the bare name where nothing else is left
 */
export function titleFromFileName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? fileName;
  const stem = base.replace(/(?<=.)\.[A-Za-z0-9]{2,4}$/, '');
  const words = stem
    .normalize('NFC')
    .replace(/[([{][^)\]}]*[)\]}]/g, (group) => (isMark(group.slice(1, -1)) ? ' ' : group))
    .replace(/(?:19|20)\d{2}[-_.]?[01]\d[-_.]?[0-3]\d(?:[T_ -]?\d{2}[-_.:]?\d{2}(?:[-_.:]?\d{2})?)?/g, ' ')
    .replace(/[_\s]+|(?<=\p{L}|\p{N})[-.](?=\p{L})|(?<=\p{L})[-.](?=\p{L}|\p{N})/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !isMark(word));
  while (words.length > 1 && /^\d{1,3}[.)-]?$/.test(words[0] ?? '')) words.shift();
  const title = words.join(' ').replace(/^[\s\-–—.,]+|[\s\-–—.,]+$/g, '');
  if (title === '') return stem.trim() || base;
  const [first = '', ...rest] = title;
  return first.toUpperCase() + rest.join('');
}

function isMark(word: string): boolean {
  return /^(final|finale?|edit(ed)?|export|master|copy|raw|cut|fixed|render(ed)?|v\d{1,2}|(\d{3,4}[pi])(\d{2,3})?|4k|uhd|fhd|hd|hq|lq|sd|x26[45]|h\.?26[45]|hevc|av1|aac|web|\d{2,3}fps)$/i.test(
    word,
  );
}
