import { plainLine } from '../catalogue/text/plain-text.ts';
import { asHtml, richText } from '../catalogue/text/rich-text.ts';

/** A line of text as a reader of schedules will read it back: entities that stand in it as such are written as text. */
export function unreadLine(text: string): string {
  return plainLine(text) === text ? text : text.replaceAll('&', '&amp;');
}

/** A text with its HTML as it must be written for `richText` to read back exactly both. */
export function unreadText(text: string | null, html: string | null): string {
  if (text === null) return '';
  const source = html ?? text;
  const read = richText(source);
  return read.text === text && read.html === html ? source : asHtml(text);
}
