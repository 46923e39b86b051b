import type { Deletion } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import s from './bin.module.css';

/** What goes with a thing that is deleted, in a list. */
export function WhatGoes({ goes }: { goes: Deletion }) {
  const t = useRoomWords('bin');
  const { format } = useOrganizer();
  const lines = [
    goes.talks > 0 && goes.kind !== 'talk' ? t.talks(goes.talks) : null,
    goes.recordings > 0 && goes.kind !== 'recording' ? t.recordings(goes.recordings) : null,
    goes.originals > 0 ? t.originals(goes.originals, { size: format.size(goes.originalBytes) }) : null,
    goes.captionTracks > 0 ? t.captions(goes.captionTracks) : null,
    goes.speakers > 0 && goes.kind !== 'speaker' ? t.speakers(goes.speakers) : null,
  ].filter((line) => line !== null);
  return (
    <div>
      {lines.length > 0 ? (
        <>
          <p>{t.willGo}</p>
          <ul className={s.goes}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
      {goes.billings > 0 ? <p>{t.billings(goes.billings)}</p> : null}
      {goes.publicTalks > 0 ? <p>{t.publicNow(goes.publicTalks)}</p> : null}
      {lines.length === 0 && goes.billings === 0 ? <p>{t.nothingElse}</p> : null}
    </div>
  );
}
