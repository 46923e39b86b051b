/** Says whether the reader asked the browser to spare their line (Save-Data; Network Information API, Chromium only). */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }; // not in TypeScript’s library
  return connection?.saveData === true;
}
