import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { EditedConference } from '#server/contract/wire.ts';
import { ApiProblem } from '../api-problem.ts';
import s from '../editing/editing.module.css';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { FieldRow, FormActions } from '../ui/field.tsx';
import { TextInput } from '../ui/inputs.tsx';

/** Makes a conference: the little that it needs, the rest is in its settings. */
export function NewConferencePage() {
  const t = useRoomWords('editing');
  const { m, language } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [startDay, setStart] = useState('');
  const [endDay, setEnd] = useState('');
  const [timeZone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [spoken, setSpoken] = useState<string>(language);
  const create = useMutation({
    mutationFn: () =>
      http.send<{ thing: EditedConference }>('POST', paths.api.organizeConferences(), {
        texts: { [spoken]: { title } },
        ...{ language: spoken, timeZone, startDay: startDay || null, endDay: endDay || startDay || null },
      }),
    onSuccess: async ({ thing }) => {
      await client.invalidateQueries();
      navigate(`/organize/conferences/${thing.id}/settings`);
    },
  });
  const error = (name: string) => (create.error instanceof ApiProblem ? create.error.of(name) : null);
  return (
    <>
      <PageHead title={t.newConference} back={<Link to="/organize">{m.conferences}</Link>} />
      <form
        className={s.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <TextInput
          label={t.title}
          value={title}
          error={error(`texts.${spoken}.title`) ?? error('texts')}
          onChange={({ target }) => setTitle(target.value)}
        />
        <FieldRow>
          <TextInput
            label={t.startDay}
            type="date"
            value={startDay}
            error={error('startDay')}
            onChange={({ target }) => setStart(target.value)}
          />
          <TextInput
            label={t.endDay}
            type="date"
            value={endDay}
            error={error('endDay')}
            onChange={({ target }) => setEnd(target.value)}
          />
        </FieldRow>
        <FieldRow>
          <TextInput
            label={t.timeZone}
            hint={t.timeZoneHint}
            value={timeZone}
            error={error('timeZone')}
            onChange={({ target }) => setZone(target.value)}
          />
          <TextInput
            label={t.spoken}
            value={spoken}
            error={error('language')}
            onChange={({ target }) => setSpoken(target.value)}
          />
        </FieldRow>
        {create.error ? <Problem error={create.error} /> : null}
        <FormActions>
          <Button kind="main" type="submit" isBusy={create.isPending}>
            {t.create}
          </Button>
        </FormActions>
      </form>
    </>
  );
}
