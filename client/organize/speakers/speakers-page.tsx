import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { EditedSpeaker, FoundSpeaker } from '#server/contract/wire.ts';
import s from '../editing/editing.module.css';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { SpeakerTabs } from './speaker-tabs.tsx';

/** Everybody who may be billed, found by name in any spelling. */
export function SpeakersPage() {
  const t = useRoomWords('editing');
  const http = useHttp();
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const found = useInfiniteQuery({
    queryKey: ['speakers', wanted],
    initialPageParam: null as string | null, // the first page has no cursor
    queryFn: ({ signal, pageParam }) =>
      http.get<{ items: FoundSpeaker[]; nextCursor: string | null }>(
        paths.api.organizeSpeakers(wanted, pageParam),
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });
  const speakers = found.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <PageHead title={t.speakers} />
      <SpeakerTabs />
      <div className={s.tools}>
        <TextInput
          label={t.findSpeakers}
          type="search"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <NewSpeaker name={words.trim()} />
      </div>
      {speakers === undefined ? (
        <Pending error={found.error} />
      ) : speakers.length === 0 ? (
        <EmptyState title={t.noSpeakers}>
          <p>{t.noSpeakersHint}</p>
        </EmptyState>
      ) : (
        <ul className={s.list}>
          {speakers.map((speaker) => (
            <li key={speaker.id}>
              <span className={s.when}>{t.talks(speaker.talkCount)}</span>
              <span>
                {speaker.mayEdit ? (
                  <Link to={`/organize/speakers/${speaker.id}`}>{speaker.name}</Link>
                ) : (
                  speaker.name
                )}
                <small>{[speaker.affiliation, ...speaker.otherNames].filter(Boolean).join(' · ')}</small>
              </span>
              <small>{speaker.mayEdit ? null : t.onlyOthers}</small>
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage ? (
        <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </>
  );
}

function NewSpeaker({ name }: { name: string }) {
  const t = useRoomWords('editing');
  const http = useHttp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: () =>
      http.send<{ thing: EditedSpeaker }>('POST', paths.api.newSpeaker(), {
        names: [{ name, kind: 'main' }],
      }),
    onSuccess: async ({ thing }) => {
      await client.invalidateQueries();
      navigate(`/organize/speakers/${thing.id}`);
    },
  });
  return (
    <>
      <Button disabled={name === ''} isBusy={make.isPending} onClick={() => make.mutate()}>
        {name === '' ? t.newSpeakerTitle : t.newSpeaker(name)}
      </Button>
      {make.error ? <Problem error={make.error} /> : null}
    </>
  );
}
