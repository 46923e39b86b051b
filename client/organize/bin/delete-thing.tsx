import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { DeletableKind, Deletion } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useToast } from '../ui/toast.tsx';
import s from './bin.module.css';
import { WhatGoes } from './what-goes.tsx';

/**
 * A button that deletes a thing: first it says what will go, then it puts it into the bin (with a way back) or deletes it
 * for good. `onDeleted` is called when it is gone from here; `onRestored` when it was taken back.
 */
export function DeleteThing({
  kind,
  id,
  onDeleted,
  onRestored,
}: {
  kind: DeletableKind;
  id: string | number;
  onDeleted: () => void;
  onRestored?: () => void;
}) {
  const t = useRoomWords('bin');
  const { m } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const path = paths.api.deletable(kind, id);
  const { data: goes, error } = useQuery({
    queryKey: ['deletion', kind, String(id)],
    queryFn: ({ signal }) => http.get<Deletion>(`${path}/deletion`, { signal }),
    enabled: isOpen,
    staleTime: 0,
  });
  const restore = async (title: string) => {
    try {
      await http.send('POST', `${paths.api.binItem(kind, String(id))}/restore`);
      toast({ kind: 'good', text: t.takenBack(title) });
      await client.invalidateQueries();
      onRestored?.();
    } catch (problem) {
      toast({ kind: 'problem', text: `${m.actionFailed} ${String(problem)}` });
    }
  };
  const remove = useMutation({
    mutationFn: ({ isForGood }: { isForGood: boolean; title: string }) =>
      http.send('DELETE', isForGood ? `${path}?now=1` : path),
    onSuccess: async (_answer, { isForGood, title }) => {
      setOpen(false);
      toast(
        isForGood
          ? { kind: 'good', text: t.goneForGood(title) }
          : {
              kind: 'good',
              text: t.deletedNow(title),
              action: { label: m.undo, run: () => void restore(title) },
            },
      );
      onDeleted();
      await client.invalidateQueries();
    },
  });

  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        {t.deleteThis[kind]}
      </Button>
      <Dialog
        title={goes ? t.deleteTitle(goes.title) : t.deleteThis[kind]}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        {goes === undefined ? (
          <Pending error={error} />
        ) : (
          <>
            <WhatGoes goes={goes} />
            {remove.error ? <Problem lead={m.actionFailed} error={remove.error} /> : null}
            <div className={s.choice}>
              <Button
                kind="main"
                isBusy={remove.isPending}
                onClick={() => remove.mutate({ isForGood: false, title: goes.title })}
              >
                {t.intoBin}
              </Button>
              <p>{t.intoBinExplained}</p>
              <Button
                kind="danger"
                isBusy={remove.isPending}
                onClick={() => remove.mutate({ isForGood: true, title: goes.title })}
              >
                {t.atOnce}
              </Button>
              <p>{t.atOnceExplained}</p>
            </div>
            <Buttons>
              <Button kind="quiet" onClick={() => setOpen(false)}>
                {m.notNow}
              </Button>
            </Buttons>
          </>
        )}
      </Dialog>
    </>
  );
}
