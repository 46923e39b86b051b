import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { AppliedImport, ApplyImport, StagedImport } from '#server/contract/wire.ts';
import { ApiProblem } from '../api-problem.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { RadioGroup, Select } from '../ui/inputs.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { useChoices } from './choices.ts';
import s from './import.module.css';
import { OddityList } from './oddity-list.tsx';
import { ProgrammeDiff } from './programme-diff.tsx';

/** A file that was read: what was odd in it, what would change, and the word to do it or not. */
export function Review({
  importId,
  onApplied,
  onDiscarded,
}: {
  importId: number;
  onApplied: (applied: AppliedImport) => void;
  onDiscarded: () => void;
}) {
  const t = useRoomWords('import');
  const { format } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const [position, setPosition] = useState(0);
  const [shows, setShows] = useState<'draft' | 'public'>('draft');
  const choicesOf = useChoices();
  const { data: staged, error } = useQuery({
    queryKey: ['import', importId],
    queryFn: ({ signal }) => http.get<StagedImport>(paths.api.import(importId), { signal }),
    staleTime: 0,
  });
  const isNew = staged?.programmes.some(({ conferenceKind }) => conferenceKind === 'new') ?? false;
  const apply = useMutation({
    mutationFn: (body: ApplyImport) =>
      http.send<AppliedImport>('POST', paths.api.applyImport(importId), body),
    onSuccess: async (applied) => {
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import' });
      onApplied(applied);
    },
    onError: () => client.invalidateQueries({ queryKey: ['import', importId] }),
  });
  const discard = useMutation({
    mutationFn: () => http.send('DELETE', paths.api.import(importId)),
    onSuccess: () => {
      toast({ kind: 'good', text: t.discarded });
      onDiscarded();
    },
  });
  if (staged === undefined) return <Pending error={error} />;
  const programme = staged.programmes[position];
  if (programme === undefined) return null;
  const choices = choicesOf(programme.position);
  const isStale = apply.error instanceof ApiProblem && apply.error.status === 409;
  const remarks = [
    choices.leftOut > 0 ? t.leftOut(choices.leftOut) : null,
    choices.overwritten > 0 ? t.overwritten(choices.overwritten) : null,
  ];
  const decide = (): ApplyImport => ({
    shows: isNew ? shows : 'asIs',
    programmes: Object.fromEntries(
      staged.programmes.map((each) => [String(each.position), choicesOf(each.position).decision()]),
    ),
  });
  return (
    <>
      <p className={s.file}>
        <strong>{staged.fileName}</strong> · {format.size(staged.sizeBytes)} ·{' '}
        {t.events(staged.programmes.reduce((sum, { eventCount }) => sum + eventCount, 0))}
      </p>
      <OddityList staged={staged} />
      {staged.programmes.length > 1 ? (
        <Select
          label={t.conferences}
          value={String(position)}
          onChange={(event) => setPosition(Number(event.target.value))}
          options={staged.programmes.map((each, index) => ({
            value: String(index),
            label: each.title || t.noConference,
          }))}
        />
      ) : null}
      <p className={s.big}>
        {programme.conferenceKind === null
          ? t.noConference
          : programme.conferenceKind === 'new'
            ? t.newConference(programme.title)
            : t.forConference(programme.title)}
      </p>
      {isStale ? <Notice kind="problem" title={t.libraryChanged} /> : null}
      {isNew ? (
        <RadioGroup
          legend={t.shows}
          name="shows"
          value={shows}
          onChange={setShows}
          options={[
            { value: 'draft', label: t.asDraft, hint: t.asDraftHint },
            { value: 'public', label: t.atOnce, hint: t.atOnceHint },
          ]}
        />
      ) : null}
      <ProgrammeDiff key={programme.position} {...{ importId, programme, choices }} />
      <div className={s.foot}>
        {apply.error && !isStale ? <Problem error={apply.error} /> : null}
        {discard.error ? <Problem error={discard.error} /> : null}
        <Buttons>
          <Button kind="main" isBusy={apply.isPending} onClick={() => apply.mutate(decide())}>
            {apply.isPending ? t.applying : t.apply}
          </Button>
          <ConfirmButton
            title={t.discardTitle}
            explanation={t.discardExplained}
            confirm={t.discard}
            isBusy={discard.isPending}
            onConfirm={() => discard.mutate()}
          >
            {t.discard}
          </ConfirmButton>
          <span className={s.soft} role="status">
            {remarks.filter(Boolean).join(' · ')}
          </span>
        </Buttons>
      </div>
    </>
  );
}
