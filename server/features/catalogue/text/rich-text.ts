import { marked } from 'marked';
import sanitizeHtml from 'sanitize-html';
import { plainText } from './plain-text.ts';

/** A text as it is kept: plain for searching and for machines, and as safe HTML where it has links, lists or emphasis. */
export interface RichText {
  text: string;
  /** Null where the text has nothing but paragraphs and line breaks. */
  html: string | null;
}

/** Longer ones are cut. */
export const longestTextCharacters = 50_000;

const allowedTags = [
  'p',
  'ul',
  'ol',
  'li',
  'strong',
  'em',
  'b',
  'i',
  'a',
  'br',
  'code',
  'pre',
  'blockquote',
  'h3',
];

/** Tags whose content goes with them: it is not text for people. */
const silentTags = ['script', 'style', 'textarea', 'option', 'iframe'];

const options: sanitizeHtml.IOptions = {
  allowedTags,
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nonTextTags: silentTags,
  disallowedTagsMode: 'discard',
  enforceHtmlBoundary: false,
  nestingLimit: 30,
  transformTags: {
    div: 'p',
    h1: 'h3',
    h2: 'h3',
    h4: 'h3',
    h5: 'h3',
    h6: 'h3',
    tt: 'code',
    a: (_tag, { href }) => {
      const attribs: Record<string, string> =
        href === undefined ? {} : { href: href.trim(), rel: 'nofollow noopener' };
      return { tagName: 'a', attribs };
    },
  },
  exclusiveFilter: ({ tag, text, attribs }) =>
    (['p', 'li', 'h3', 'blockquote'].includes(tag) && text.trim() === '') ||
    (tag === 'a' && (attribs.href === undefined || text.trim() === '') && text.trim() === ''),
};

/**
 * Reads what a stranger wrote as a text with markup: HTML where it has HTML's tags, Markdown where it has Markdown's links,
 * lists or emphasis, else plain text with blank lines between paragraphs.
 * Only paragraphs, lists, links (http, https, mailto), emphasis, code, quotations and one kind of heading stay.
 */
export function richText(source: string): RichText {
  const cut = withoutControls(source).slice(0, longestTextCharacters);
  if (hasBlocks(cut)) return ofHtml(cut);
  if (isMarkdown(cut) && !isCostly(cut))
    return ofHtml(marked.parse(cut, { async: false, gfm: true, breaks: true }));
  if (hasTags(cut)) return ofHtml(cut);
  return { text: paragraphs(plainText(cut)), html: null };
}

/** Pairing emphasis and quotations takes time that grows with the square of their marks: no text of people has thousands. */
function isCostly(text: string): boolean {
  return (text.match(/[_*>]/g)?.length ?? 0) > 2500;
}

/** Several texts as one, in their order: an abstract and its description, say. One that begins the next is left out. */
export function joinedRichText(sources: readonly (string | null)[]): RichText {
  const read = sources
    .flatMap((source) => (source === null ? [] : [richText(source)]))
    .filter(({ text }) => text !== '');
  const parts = read.filter(({ text }, index) => !read[index + 1]?.text.startsWith(text));
  if (parts.every(({ html }) => html === null))
    return { text: parts.map(({ text }) => text).join('\n\n'), html: null };
  return ofHtml(parts.map((part) => part.html ?? asHtml(part.text)).join(''));
}

/** Plain text as HTML that `richText` reads back to the same plain text. */
export function asHtml(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br />')}</p>`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function ofHtml(source: string): RichText {
  const html = settled(source);
  const text = textOf(html);
  return { text, html: hasMarkup(html) && text !== '' ? html : null };
}

/** Cleaned until cleaning changes nothing any more: tags put in order move what is around them. */
function settled(source: string): string {
  let html = source;
  for (let round = 0; round < 6; round += 1) {
    const clean = tidy(sanitizeHtml(html, options));
    const next = hasBlocks(clean) || clean === '' ? clean : `<p>${clean}</p>`;
    if (next === html) return html;
    html = next;
  }
  return '';
}

function hasBlocks(source: string): boolean {
  return /<\/?(?:p|br|ul|ol|li|div|h[1-6]|blockquote|table|pre)(?:\s[^<>]*)?\/?>/i.test(source);
}

function hasTags(source: string): boolean {
  return /<\/?(?:a|em|strong|b|i|u|span|code|tt|img|script|style|svg|math|iframe|object|font|hr|dl|dt|dd|sup|sub|noscript)(?:\s[^<>]*)?\/?>/i.test(
    source,
  );
}

function isMarkdown(source: string): boolean {
  return (
    /\[[^\]\n]{1,300}\]\((?:https?:\/\/|mailto:)[^\s)]+\)/.test(source) ||
    /(?:^|\s)\*\*[^\s*][^*\n]{0,300}\*\*(?:\s|[.,;:!?)]|$)/.test(source) ||
    /(?:^|\n)#{1,6} \S/.test(source) ||
    // Two items that follow each other are a list; a single dash may be anything.
    /(?:^|\n) {0,3}[-*+] \S[^\n]*\r?\n(?:\r?\n)? {0,3}[-*+] \S/.test(source) ||
    /(?:^|\n)```/.test(source)
  );
}

function hasMarkup(html: string): boolean {
  return /<(?!\/?(?:p|br)\b)[a-z]/i.test(html);
}

/** Anchors that lead nowhere are plain words, and white space between blocks says nothing. */
function tidy(html: string): string {
  return html
    .replace(/<a(?: rel="[^"]*")?>(.*?)<\/a>/gs, '$1')
    .replace(/(?<!\s)\s+(?=<(?:\/(?:ul|ol|li|p|blockquote|h3)|ul|ol|li|p|pre|blockquote|h3)>)/g, '')
    .replace(/(<(?:\/?(?:p|ul|ol|li|blockquote|h3)|\/pre)>)\s+/g, '$1')
    .trim();
}

/** The words of safe HTML; blocks parted by blank lines, items of lists by line breaks. */
function textOf(html: string): string {
  const lines = html
    .replace(/<pre>([\s\S]*?)<\/pre>/g, (_whole, code: string) => `<p>${code.replace(/\n/g, '<br />')}</p>`)
    .replace(/[^\S\u00a0]+/g, ' ')
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<li>/g, '\n• ')
    .replace(/<\/?(?:p|ul|ol|blockquote|h3)>/g, '\n\n')
    .replace(/<[^>]+>/g, '');
  return paragraphs(plainText(lines));
}

/** Runs of spaces become one, those at the ends of lines go, and there is at most one blank line at a time. */
function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n\u00a0]+/g, ' ')
    .replace(/[^\S\n]*\n[^\S\n]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}
