const playKey = 'rostrum-play-next';

/** Says that a talk shall play by itself when its page comes. */
export function markNext(slug: string): void {
  try {
    sessionStorage.setItem(playKey, slug);
  } catch {
    // Where storage is denied the next talk waits for its viewer.
  }
}

/** Whether the player of another talk sent its viewer to this one. */
export function isNext(slug: string): boolean {
  try {
    return sessionStorage.getItem(playKey) === slug;
  } catch {
    return false;
  }
}

/** As `isNext`, asked once: opened again by hand, the talk waits. */
export function wasNext(slug: string): boolean {
  const was = isNext(slug);
  try {
    sessionStorage.removeItem(playKey);
  } catch {
    // Nothing was marked there.
  }
  return was;
}
