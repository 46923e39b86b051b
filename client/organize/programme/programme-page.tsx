import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { EditedConference, EditedTalk, ProgrammeTalk } from '#server/contract/wire.ts';
import s from '../editing/editing.module.css';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { EmptyState } from '../ui/notice.tsx';

/** All talks of a conference, drafts too, with a quick filter and a way to add one. */
export function ProgrammePage() {
  const t = useRoomWords('editing');
  const http = useHttp();
  const id = Number(useParams().id);
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim().toLowerCase());
  const { data, error } = useQuery({
    queryKey: ['programme', id],
    queryFn: ({ signal }) =>
      http.get<{ items: ProgrammeTalk[] }>(paths.api.organizeProgramme(id), { signal }),
  });
  const shown = useMemo(
    () => data?.items.filter((talk) => wanted.split(/\s+/).every((word) => searchable(talk).includes(word))),
    [data, wanted],
  );
  return (
    <>
      <PageHead title={t.programme}>{data ? <p>{t.talks(data.items.length)}</p> : null}</PageHead>
      <AddTalk conferenceId={id} />
      {shown === undefined || data === undefined ? (
        <Pending error={error} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t.noTalks}>
          <p>{t.noTalksHint}</p>
        </EmptyState>
      ) : (
        <>
          <div className={s.tools}>
            <TextInput
              label={t.filter}
              type="search"
              value={words}
              onChange={({ target }) => setWords(target.value)}
            />
          </div>
          {shown.length === 0 ? <p role="status">{t.noneFound}</p> : null}
          <ul className={s.list}>
            {shown.map((talk) => (
              <TalkLine key={talk.id} talk={talk} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function searchable(talk: ProgrammeTalk): string {
  return [talk.title, ...talk.speakers, talk.room, talk.day].join(' ').toLowerCase();
}

function TalkLine({ talk }: { talk: ProgrammeTalk }) {
  const t = useRoomWords('editing');
  return (
    <li>
      <span className={s.when}>
        {talk.day ?? ''} {talk.startsAt?.slice(11) ?? ''}
      </span>
      <span>
        <Link to={`/organize/talks/${talk.id}`}>{talk.title}</Link>
        <small>{[talk.speakers.join(', '), talk.room].filter(Boolean).join(' · ')}</small>
      </span>
      <span>
        {talk.visibility === 'public' ? null : <Badge tone="wait">{t[talk.visibility]}</Badge>}
        {talk.recordingPlan === 'opted_out' ? <Badge tone="off">{t.planOptedOut}</Badge> : null}
      </span>
    </li>
  );
}

function AddTalk({ conferenceId }: { conferenceId: number }) {
  const t = useRoomWords('editing');
  const { language } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const add = useMutation({
    async mutationFn() {
      const conference = await http.get<EditedConference>(paths.api.organizeConference(conferenceId));
      return http.send<{ thing: EditedTalk }>('POST', paths.api.organizeTalks(), {
        conferenceId,
        texts: { [conference.fields.language || language]: { title } },
      });
    },
    onSuccess: async ({ thing }) => {
      await client.invalidateQueries();
      navigate(`/organize/talks/${thing.id}`);
    },
  });
  return (
    <form
      className={s.tools}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <TextInput label={t.newTalk} value={title} onChange={({ target }) => setTitle(target.value)} />
      <Button type="submit" isBusy={add.isPending}>
        {t.addTalk}
      </Button>
      {add.error ? <Problem error={add.error} /> : null}
    </form>
  );
}
