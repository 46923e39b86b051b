const windowMs = 10_000;

/** How fast something grows, over the last ten seconds. */
export function createPace(now: () => number = () => performance.now()) {
  let notes: Array<{ atMs: number; bytes: number }> = [];
  return {
    /** So much is there in all; less than before, as when a file was taken out, begins anew. */
    note(bytes: number) {
      const atMs = now();
      const last = notes.at(-1);
      if (last !== undefined && bytes < last.bytes) notes = [];
      notes = [...notes.filter((note) => note.atMs > atMs - windowMs), { atMs, bytes }];
    },
    /** Bytes per second; 0 while too little is known. */
    perSecond(): number {
      const [first, last] = [notes[0], notes.at(-1)];
      if (first === undefined || last === undefined || last.atMs - first.atMs < 500) return 0;
      return ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000;
    },
  };
}
