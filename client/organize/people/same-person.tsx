import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import type { People, Person } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import s from './people.module.css';

const key = ['people'];

/** Pairs of speakers who may be one person, decided one by one, and the merges that can be undone. */
export function SamePerson() {
  const t = useRoomWords('people');
  const http = useHttp();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => http.get<People>(paths.api.people(), { signal }),
    staleTime: 0,
  });
  if (data === undefined) return <Pending error={error} />;
  return (
    <>
      {data.proposals.length === 0 ? <EmptyState title={t.empty}>{t.emptyHint}</EmptyState> : null}
      <ul className={s.pairs}>
        {data.proposals.map((proposal) => (
          <Pair key={`${proposal.speaker.id} ${proposal.other.id}`} proposal={proposal} />
        ))}
      </ul>
      {data.merges.length === 0 ? null : <Merges merges={data.merges} />}
    </>
  );
}

function Pair({ proposal }: { proposal: People['proposals'][number] }) {
  const t = useRoomWords('people');
  const { m } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const { speaker, other, kind } = proposal;
  const decide = useMutation({
    mutationFn: (kept: Person | null) =>
      kept === null
        ? http.send('POST', paths.api.keepApart(speaker.id, other.id))
        : http.send('POST', paths.api.mergePeople(kept.id, kept === speaker ? other.id : speaker.id)),
    onSuccess: async (_answer, kept) => {
      toast({ kind: 'good', text: kept === null ? t.keptApart : t.merged(kept.name) });
      await client.invalidateQueries();
    },
  });
  return (
    <li>
      <p className={s.why}>{t.why[kind]}</p>
      <div className={s.two}>
        <PersonFacts person={speaker} />
        <PersonFacts person={other} />
      </div>
      {decide.error ? <Problem lead={m.actionFailed} error={decide.error} /> : null}
      <Buttons>
        {[speaker, other].map((kept) => (
          <Button key={kept.id} isBusy={decide.isPending} onClick={() => decide.mutate(kept)}>
            {t.keep(kept.name)}
          </Button>
        ))}
        <Button kind="quiet" isBusy={decide.isPending} onClick={() => decide.mutate(null)}>
          {t.two}
        </Button>
      </Buttons>
    </li>
  );
}

function PersonFacts({ person }: { person: Person }) {
  const t = useRoomWords('people');
  return (
    <div>
      <h2 className={s.name}>
        <a href={paths.speaker(person.slug)}>{person.name}</a>
      </h2>
      <p className={s.count}>{t.talks(person.talkCount)}</p>
      <ul className={s.talks}>
        {person.talks.map((title, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two talks may have one title, and they do not move
          <li key={place}>{title}</li>
        ))}
      </ul>
    </div>
  );
}

function Merges({ merges }: { merges: People['merges'] }) {
  const t = useRoomWords('people');
  const { m, format } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const undo = useMutation({
    mutationFn: (id: number) => http.send('POST', paths.api.undoMerge(id)),
    onSuccess: async () => {
      toast({ kind: 'good', text: t.undone });
      await client.invalidateQueries();
    },
  });
  return (
    <section aria-labelledby="merges">
      <h2 id="merges">{t.mergesTitle}</h2>
      {undo.error ? <Problem lead={m.actionFailed} error={undo.error} /> : null}
      <ul className={s.merges}>
        {merges.map(({ id, kept, merged, by, at }) => (
          <li key={id}>
            <span>
              {t.mergedInto({ merged: merged.name, kept: kept.name })}
              <span className={s.count}>
                {t.by(by)} · <time dateTime={at}>{format.moment(at)}</time>
              </span>
            </span>
            <Button kind="quiet" isBusy={undo.isPending} onClick={() => undo.mutate(id)}>
              {t.undo}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
