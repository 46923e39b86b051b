import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { ImportEntry, ImportKind, ImportProgramme } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/notice.tsx';
import type { Choices } from './choices.ts';
import { EntryRow } from './entry-row.tsx';
import s from './import.module.css';

const kinds: readonly ImportKind[] = ['new', 'changed', 'moved', 'withdrawn', 'kept', 'skipped', 'unchanged'];

/** What would change of one conference, kind by kind. */
export function ProgrammeDiff({
  importId,
  programme,
  choices,
}: {
  importId: number;
  programme: ImportProgramme;
  choices: Choices;
}) {
  const t = useRoomWords('import');
  const { format } = useOrganizer();
  const there = kinds.filter((kind) => programme.entries[kind] > 0);
  const [chosen, setChosen] = useState<ImportKind>(there[0] ?? 'unchanged');
  const kind = programme.entries[chosen] > 0 ? chosen : (there[0] ?? 'unchanged');
  const isSame = there.every((each) => each === 'unchanged');
  return (
    <section className={s.section} aria-label={t.whatKinds}>
      {isSame ? <EmptyState title={t.nothingChanges}>{t.nothingChangesHint}</EmptyState> : null}
      <fieldset className={s.kinds} aria-label={t.whatKinds}>
        {there.map((each) => (
          <button key={each} type="button" aria-pressed={each === kind} onClick={() => setChosen(each)}>
            {t.kinds[each]}
            <span>{format.number(programme.entries[each])}</span>
          </button>
        ))}
      </fieldset>
      <p className={s.hint}>{t.kindHints[kind]}</p>
      <Entries key={kind} {...{ importId, programme, choices, kind }} />
    </section>
  );
}

function Entries({
  importId,
  programme,
  choices,
  kind,
}: {
  importId: number;
  programme: ImportProgramme;
  choices: Choices;
  kind: ImportKind;
}) {
  const t = useRoomWords('import');
  const http = useHttp();
  const { position, timeZone } = programme;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['import', importId, 'entries', position, kind],
    queryFn: ({ pageParam, signal }) =>
      http.get<{ items: ImportEntry[]; nextCursor: string | null }>(
        paths.api.importEntries(importId, { programme: position, kind, cursor: pageParam }),
        { signal },
      ),
    initialPageParam: null as string | null, // the type of every later one
    getNextPageParam: (page) => page.nextCursor,
  });
  if (data === undefined) return <Pending error={error} />;
  return (
    <>
      <ul className={s.entries}>
        {data.pages
          .flatMap(({ items }) => items)
          .map((entry) => (
            <EntryRow key={entry.id} {...{ entry, timeZone, choices }} />
          ))}
      </ul>
      {hasNextPage ? (
        <p>
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      ) : null}
    </>
  );
}
