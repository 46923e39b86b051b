import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { EditedTag } from '#server/contract/wire.ts';
import s from '../editing/editing.module.css';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Select, TextInput } from '../ui/inputs.tsx';
import { SpeakerTabs } from './speaker-tabs.tsx';

/** Tags of all conferences: renamed, merged, taken away. */
export function TagsPage() {
  const t = useRoomWords('editing');
  const http = useHttp();
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const found = useInfiniteQuery({
    queryKey: ['tags', wanted],
    initialPageParam: null as string | null, // the first page has no cursor
    queryFn: ({ signal, pageParam }) =>
      http.get<{ items: EditedTag[]; nextCursor: string | null }>(
        `${paths.api.organizeTags(wanted)}${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });
  const tags = found.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <PageHead title={t.manageTags}>
        <p>{t.tagsIntro}</p>
      </PageHead>
      <SpeakerTabs />
      <div className={s.tools}>
        <TextInput
          label={t.manageTags}
          type="search"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </div>
      {tags === undefined ? (
        <Pending error={found.error} />
      ) : (
        <ul className={s.rows}>
          {tags.map((tag) => (
            <TagLine key={tag.id} tag={tag} others={tags} />
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

function TagLine({ tag, others }: { tag: EditedTag; others: readonly EditedTag[] }) {
  const t = useRoomWords('editing');
  const http = useHttp();
  const client = useQueryClient();
  const [name, setName] = useState(tag.name);
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <li>
      <TextInput
        label={
          <>
            {t.name} <small>{t.talks(tag.talkCount)}</small>
          </>
        }
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <div className={s.rowTools}>
        <Button
          disabled={name.trim() === '' || name === tag.name}
          isBusy={act.isPending}
          onClick={() => act.mutate(() => http.send('PATCH', paths.api.organizeTag(tag.id), { name }))}
        >
          {t.rename}
        </Button>
        <ConfirmButton
          kind="danger"
          title={t.removeTag(tag.name)}
          explanation={<p>{t.removeTagHint}</p>}
          confirm={t.remove}
          onConfirm={() => act.mutate(() => http.send('DELETE', paths.api.organizeTag(tag.id)))}
        >
          {t.remove}
        </ConfirmButton>
      </div>
      <Select
        label={t.mergeInto}
        value=""
        options={[
          { value: '', label: t.chooseTag },
          ...others
            .filter(({ id }) => id !== tag.id)
            .map((other) => ({ value: String(other.id), label: other.name })),
        ]}
        onChange={({ target }) => {
          if (target.value === '') return;
          const into = Number(target.value);
          act.mutate(() => http.send('POST', paths.api.mergeTag(tag.id), { into }));
        }}
      />
      {act.error ? (
        <div className={s.whole}>
          <Problem error={act.error} />
        </div>
      ) : null}
    </li>
  );
}
