import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import type { Session } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Section } from '../section.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import s from './account.module.css';

const key = ['sessions'];

/** Where the account is signed in, and the ways to end it. */
export function SessionsSection() {
  const t = useRoomWords('account');
  const { m, format } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => http.get<{ items: Session[] }>(paths.api.sessions(), { signal }),
    staleTime: 0,
  });
  const end = useMutation({
    mutationFn: (id: string) => http.send('DELETE', paths.api.session(id)),
    onSuccess: async () => {
      toast({ kind: 'good', text: t.sessionEnded });
      await client.invalidateQueries({ queryKey: key });
    },
  });
  const endAll = useMutation({
    mutationFn: () => http.send('DELETE', paths.api.sessions()),
    onSuccess: () => {
      client.clear();
      window.location.assign('/organize');
    },
  });
  const words = ({ browser, system }: Session) =>
    browser !== null && system !== null
      ? t.onSystem({ browser, system })
      : (browser ?? system ?? t.unknownDevice);
  return (
    <Section id="sessions" title={t.sessionsTitle}>
      <p className={s.note}>{t.sessionsNote}</p>
      {data === undefined ? (
        <Pending error={error} />
      ) : (
        <Table
          caption={`${t.sessionsTitle} (${data.items.length})`}
          head={[t.device, t.address, t.since, '']}
        >
          {data.items.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                {words(session)} {session.isThis ? <Badge tone="good">{t.thisOne}</Badge> : null}
              </th>
              <td>{session.address ?? <span className={s.small}>{t.addressGone}</span>}</td>
              <td>
                <time dateTime={session.signedInAt}>{format.moment(session.signedInAt)}</time>
              </td>
              <td>
                {session.isThis ? null : (
                  <Button
                    aria-label={`${t.endSession}: ${words(session)}`}
                    isBusy={end.isPending && end.variables === session.id}
                    onClick={() => end.mutate(session.id)}
                  >
                    {t.endSession}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {end.error ? <Problem lead={m.actionFailed} error={end.error} /> : null}
      {endAll.error ? <Problem lead={m.actionFailed} error={endAll.error} /> : null}
      <div className={s.actions}>
        <ConfirmButton
          kind="danger"
          title={t.everywhereTitle}
          explanation={t.everywhereExplained}
          confirm={t.everywhere}
          isBusy={endAll.isPending}
          onConfirm={() => endAll.mutate()}
        >
          {t.everywhere}
        </ConfirmButton>
      </div>
    </Section>
  );
}
