import { useEffect, useRef, useState } from 'react';
import { useRoomWords } from '../organizer.tsx';
import type { UploadRow } from './rows.ts';

/** Says what happened to files to those who cannot see it: when one ends, and when all have; never how far each is. */
export function Announcer({ rows }: { rows: readonly UploadRow[] }) {
  const t = useRoomWords('upload');
  const before = useRef<ReadonlyMap<string, UploadRow['state']> | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const known = before.current;
    before.current = new Map(rows.map((row) => [row.key, row.state]));
    if (known === null) return;
    const news = rows.filter(({ key, state }) => known.has(key) && known.get(key) !== state);
    const said = news.flatMap(({ path, state }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (state === 'taken') return [t.saidTaken(name)];
      if (state === 'refused') return [t.saidRefused(name)];
      return state === 'failed' ? [t.saidFailed(name)] : [];
    });
    if (said.length === 0) return;
    const isAllDone = rows.every(
      ({ state }) => state === 'taken' || state === 'refused' || state === 'expired',
    );
    setWords([...said, ...(isAllDone ? [t.saidAllDone] : [])].join(' '));
  }, [rows, t]);
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}
