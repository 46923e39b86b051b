import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { AppliedImport, StagedImport } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Applied } from './applied.tsx';
import { FileDrop } from './file-drop.tsx';
import s from './import.module.css';
import { Review } from './review.tsx';

/** Importing a programme: into the conference of the address, or the one that the file names. */
export function ImportPage() {
  const t = useRoomWords('import');
  const { id } = useParams();
  const conferenceId = id === undefined ? null : Number(id);
  const client = useQueryClient();
  // In the address, so that a reload comes back to the file that waits.
  const [search, setSearch] = useSearchParams();
  const importId = Number(search.get('import')) || null;
  const [applied, setApplied] = useState<AppliedImport | null>(null);
  const open = (next: number | null) => {
    setApplied(null);
    setSearch(next === null ? {} : { import: String(next) });
  };
  return (
    <>
      <PageHead title={t.title}>
        {importId === null && applied === null ? (
          <p className={s.intro}>{conferenceId === null ? t.intro : t.introOfConference}</p>
        ) : null}
      </PageHead>
      {applied !== null ? (
        <Applied applied={applied} onAnother={() => open(null)} />
      ) : importId !== null ? (
        <Review
          key={importId}
          importId={importId}
          onApplied={(done) => {
            setSearch({});
            setApplied(done);
          }}
          onDiscarded={() => open(null)}
        />
      ) : (
        <>
          <FileDrop
            conferenceId={conferenceId}
            onStaged={(staged) => {
              client.setQueryData(['import', staged.id], staged);
              open(staged.id);
            }}
          />
          <Waiting conferenceId={conferenceId} onOpen={open} />
        </>
      )}
    </>
  );
}

/** Files that were read and wait for somebody's word. */
function Waiting({ conferenceId, onOpen }: { conferenceId: number | null; onOpen: (id: number) => void }) {
  const t = useRoomWords('import');
  const { format } = useOrganizer();
  const http = useHttp();
  const { data } = useQuery({
    queryKey: ['imports', conferenceId],
    queryFn: ({ signal }) => http.get<{ items: StagedImport[] }>(paths.api.imports(conferenceId), { signal }),
    staleTime: 0,
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className={s.section}>
      <h2>{t.waiting}</h2>
      <ul className={s.waiting}>
        {data.items.map((staged) => (
          <li key={staged.id}>
            <strong className={s.file}>{staged.fileName}</strong>
            <span className={s.soft}>
              {t.waitingSince({ by: staged.stagedBy, when: format.moment(staged.stagedAt) })}
            </span>
            <Button
              kind="quiet"
              aria-label={`${t.look}: ${staged.fileName}`}
              onClick={() => onOpen(staged.id)}
            >
              {t.look}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
