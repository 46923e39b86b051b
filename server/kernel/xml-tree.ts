import { SaxesParser } from 'saxes';

/** An element of an XML file, with all the text that stands in it. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
  /** Its texts and elements as they follow each other. */
  parts: Array<string | XmlElement>;
  /** Where it begins, counted from 1. */
  line: number;
}

export interface XmlFile {
  root: XmlElement;
  /** Processing instructions by their target; the last of each. */
  instructions: ReadonlyMap<string, string>;
}

/** What becomes of what is odd in an XML file, and of one that is none. */
export interface XmlReports {
  /** Something is odd in a line, but the file is read on. */
  tell: (where: { line: number }, what: string) => void;
  /** Makes the error that is thrown: a sentence that names the line. */
  refuse: (sentence: string, cause?: Error) => Error;
}

const deepest = 40;
const longestDoctypeCharacters = 65_536;
const mostElements = 1_000_000;

/**
 * Reads well-formed XML into a tree. A document type is not read: entities of its own stay as they are written, and
 * nothing is ever expanded or fetched.
 * @throws what `refuse` makes, naming the line that is no XML; where it is nested deeper than any programme, or has too many
 *   elements
 */
export function readXml(text: string, { tell, refuse }: XmlReports): XmlFile {
  const parser = new SaxesParser({ position: true, xmlns: false as const });
  const open: XmlElement[] = [];
  const instructions = new Map<string, string>();
  const unknownEntities = new Set<string>();
  let root: XmlElement | null = null;
  let count = 0;
  let startLine = 1;

  parser.on('error', (error) => {
    const entity = /undefined entity/i.test(error.message);
    if (!entity) throw refuse(notXml(error, parser.line), error);
    if (unknownEntities.size < 1)
      tell({ line: parser.line }, 'An entity of the file’s own is used: it stays as it is written.');
    unknownEntities.add(error.message);
  });
  parser.on('doctype', () => {
    tell(
      { line: parser.line },
      'The file declares a document type: it was left aside, with all entities in it.',
    );
  });
  parser.on('processinginstruction', ({ target, body }) => {
    instructions.set(target, body);
  });
  parser.on('opentagstart', () => {
    startLine = parser.line;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes, children: [], text: '', parts: [], line: startLine };
    const parent = open.at(-1);
    if (parent) {
      parent.children.push(element);
      parent.parts.push(element);
    } else root = element;
    open.push(element);
    count += 1;
    if (open.length > deepest)
      throw refuse(
        `Line ${parser.line}: the file is nested deeper than programmes are (${deepest} elements).`,
      );
    if (count > mostElements)
      throw refuse(`Line ${parser.line}: the file has more elements than programmes have (${mostElements}).`);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (piece: string) => {
    const element = open.at(-1);
    if (!element) return;
    element.text += piece;
    element.parts.push(piece);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);

  refuseLongDoctype(text, refuse);
  parser.write(withoutForbidden(text, tell)).close();
  if (root === null) throw refuse('The file has no element: it is no XML.');
  return { root, instructions };
}

/** The first child of a name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The text of the first child of a name; null where there is none or it is empty. */
export function textOf(element: XmlElement, name: string): string | null {
  const text = childOf(element, name)?.text ?? '';
  return text.trim() === '' ? null : text;
}

/** Every element of a name, at any depth, in the order of the file. */
export function allCalled(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : allCalled(child, name)));
}

/** A document type of megabytes would be taken in whole only to be left aside. */
function refuseLongDoctype(text: string, refuse: XmlReports['refuse']): void {
  const at = text.search(/<!DOCTYPE|<[A-Za-z]/);
  if (at === -1 || !text.startsWith('<!DOCTYPE', at)) return;
  const beginning = text.slice(at, at + longestDoctypeCharacters);
  if (/^<!DOCTYPE[^[>]*(?:>|\[[^\]]*\]\s*>)/.test(beginning)) return;
  throw refuse(
    `The file’s document type is longer than ${longestDoctypeCharacters} characters or does not end: take it out, it is not used.`,
  );
}

function notXml(error: Error, line: number): string {
  const what = error.message.replace(/^[^:]*:\d+:\d+: /, '').replace(/\.$/, '');
  return `Line ${line} is not well-formed XML: ${what}.`;
}

/** XML has no place for control characters (XML 1.0, 2.2), and files have them all the same. */
function withoutForbidden(text: string, tell: XmlReports['tell']): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const first = text.search(forbidden);
  if (first === -1) return text;
  tell(
    { line: text.slice(0, first).split('\n').length },
    'The file has control characters, the first in this line: they were dropped.',
  );
  return text.replace(forbidden, '');
}
