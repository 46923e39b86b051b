/**
 * The `Content-Disposition` of a download (RFC 6266): the talk's title as UTF-8 for today's browsers, and letters of
 * ASCII for the others. No character of a title can leave the header or name a folder.
 * @param title of the talk
 * @param detail what tells one download of a talk from another: `720p`
 * @param extension with its dot
 */
export function contentDisposition(o: { title: string; detail: string; extension: string }): string {
  const title = cleaned(o.title) || 'talk';
  const detail = cleaned(o.detail);
  const nameWith = (text: string) => `${text}${detail === '' ? '' : ` (${detail})`}${o.extension}`;
  const name = nameWith(title);
  const ascii = inAscii(title);
  const fallback = inAscii(nameWith(/[A-Za-z0-9]{2}/.test(ascii) ? ascii : 'talk'));
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${fallback}"; filename*=UTF-8''${encoded}`;
}

function inAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A name that every file system takes: no separators, no control or direction characters, at most 120 characters. */
function cleaned(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[/\\:*?"<>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|\.+$/g, '');
  return [...plain].slice(0, 120).join('').trim();
}
