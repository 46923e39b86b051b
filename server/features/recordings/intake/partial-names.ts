const partialEndings =
  /\.(part|partial|crdownload|download|opdownload|tmp|temp|filepart|!qb|!ut|!bt|aria2|bc!|unconfirmed|swp|lock)$/i;
const systemNames = new Set([
  'thumbs.db',
  'desktop.ini',
  'lost+found',
  '$recycle.bin',
  'system volume information',
]);

/**
 * Whether a path in a watched folder is none of ours: hidden, still being copied or downloaded by its name, or made by
 * a file manager.
 * @param path relative, `/` between
 */
export function isIgnoredPath(path: string): boolean {
  return path
    .split('/')
    .some(
      (part) =>
        part.startsWith('.') ||
        part.startsWith('~$') ||
        part.endsWith('~') ||
        partialEndings.test(part) ||
        systemNames.has(part.toLowerCase()),
    );
}
