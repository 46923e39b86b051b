/**
 * Data for a script, as JSON that no text in it can end: `<` never appears as itself.
 * A data block is not executed, so a strict Content-Security-Policy lets it be.
 */
export function JsonScript({ data, id }: { data: unknown; id?: string }) {
  const json = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a data block takes its text raw; `<` is escaped above
  return <script id={id} type="application/json" dangerouslySetInnerHTML={{ __html: json }} />;
}
