/** A name as one line of a terminal: control characters, which could rewrite what stands there, become escapes. */
export function printable(name: string): string {
  return name.replace(
    /\p{Cc}/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
