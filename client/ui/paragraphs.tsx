/** Plain text as paragraphs (blank lines between them); single line breaks stay. */
export function Paragraphs({
  text,
  className,
  lang,
}: {
  text: string;
  className?: string | undefined;
  lang?: string | undefined;
}) {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return (
    <div className={className} lang={lang}>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
