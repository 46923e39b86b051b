/**
 * Data for a script, as JSON that no text in it can end: `<` never appears as itself.
 * A data block is not executed, so a strict Content-Security-Policy lets it be.
 */
export function JsonScript({
  data,
  id,
  isLinkedData = false,
}: {
  data: unknown;
  id?: string;
  /** For search engines: JSON-LD. */
  isLinkedData?: boolean;
}) {
  const json = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  const type = isLinkedData ? 'application/ld+json' : 'application/json';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a data block takes its text raw; `<` is escaped above
  return <script id={id} type={type} dangerouslySetInnerHTML={{ __html: json }} />;
}
