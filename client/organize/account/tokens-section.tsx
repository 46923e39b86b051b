import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { ApiToken, MadeApiToken } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Section } from '../section.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { FormActions } from '../ui/field.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import s from './account.module.css';
import { Secret } from './secret.tsx';

const key = ['tokens'];

/** API tokens: made, shown once, revoked. */
export function TokensSection() {
  const t = useRoomWords('account');
  const { m, format } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => http.get<{ items: ApiToken[] }>(paths.api.tokens(), { signal }),
    staleTime: 0,
  });
  const make = useMutation({
    mutationFn: (name: string) => http.send<MadeApiToken>('POST', paths.api.tokens(), { name }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  const revoke = useMutation({
    mutationFn: ({ id }: ApiToken) => http.send('DELETE', paths.api.token(id)),
    onSuccess: async (_answer, { name }) => {
      make.reset();
      toast({ kind: 'good', text: t.revoked(name) });
      await client.invalidateQueries({ queryKey: key });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    event.currentTarget.reset();
    if (name !== '') make.mutate(name);
  };
  return (
    <Section id="tokens" title={t.tokensTitle}>
      <p className={s.note}>{t.tokensNote}</p>
      {data === undefined ? <Pending error={error} /> : null}
      {data?.items.length === 0 ? <p className={s.note}>{t.noTokens}</p> : null}
      {data !== undefined && data.items.length > 0 ? (
        <Table
          caption={`${t.tokensTitle} (${data.items.length})`}
          head={[t.tokenName, t.made, t.lastUsed, '']}
        >
          {data.items.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td>
                <time dateTime={token.createdAt}>{format.moment(token.createdAt)}</time>
              </td>
              <td>
                {token.lastUsedAt === null ? (
                  t.neverUsed
                ) : (
                  <time dateTime={token.lastUsedAt}>{format.moment(token.lastUsedAt)}</time>
                )}
              </td>
              <td>
                <ConfirmButton
                  kind="danger"
                  title={t.revokeTitle(token.name)}
                  explanation={t.revokeExplained}
                  confirm={t.revoke}
                  isBusy={revoke.isPending}
                  onConfirm={() => revoke.mutate(token)}
                >
                  {t.revoke}
                </ConfirmButton>
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      {make.data ? <Secret title={t.tokenMade} text={make.data.text} /> : null}
      {[make.error, revoke.error].map((failure) =>
        failure ? <Problem key={failure.message} lead={m.actionFailed} error={failure} /> : null,
      )}
      <form className={`${s.form} ${s.actions}`} onSubmit={submit}>
        <TextInput label={t.tokenName} hint={t.tokenNameHint} name="name" maxLength={100} required />
        <FormActions>
          <Button type="submit" isBusy={make.isPending}>
            {t.makeToken}
          </Button>
        </FormActions>
      </form>
    </Section>
  );
}
