const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text inside an XML element or attribute; characters that XML 1.0 forbids are left out. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** An element with a text; nothing where there is no text. */
export function xmlElement(name: string, text: string | number | null): string {
  return text === null ? '' : `<${name}>${xmlText(String(text))}</${name}>`;
}
