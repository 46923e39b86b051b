import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pause, Play, X } from 'lucide-react';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Bar } from './bar.tsx';
import { Outcome } from './outcome.tsx';
import { RemoveButton } from './remove-button.tsx';
import type { UploadRow } from './rows.ts';
import { transfer } from './transfer.ts';
import s from './upload-item.module.css';

const tones = {
  waiting: 'off',
  sending: 'wait',
  paused: 'off',
  failed: 'problem',
  unfinished: 'wait',
  checking: 'wait',
  taken: 'good',
  refused: 'problem',
  expired: 'problem',
} as const;

/** One file: how far it is, what can be done with it, and what has become of it. */
export function UploadItem({ row, conferenceId }: { row: UploadRow; conferenceId: number }) {
  const t = useRoomWords('upload');
  const { format } = useOrganizer();
  const remove = useRemove(row);
  const { name, folder } = partsOf(row.path);
  const { local, state } = row;
  const isOpen = state === 'waiting' || state === 'sending' || state === 'paused';
  const share = row.sizeBytes ? Math.min(1, row.sentBytes / row.sizeBytes) : 0;
  const size = row.sizeBytes === null ? '' : format.size(row.sizeBytes);
  return (
    <li className={s.item}>
      <div className={s.name}>
        <p>
          <strong>{name}</strong>
        </p>
        {folder === '' ? null : <p className={s.folder}>{folder}</p>}
      </div>
      <p className={s.state}>
        <Badge tone={tones[state]}>{t.states[state]}</Badge>
        <span className={s.size}>
          {isOpen || state === 'unfinished'
            ? t.ofBytes({ sent: format.size(row.sentBytes), all: size })
            : size}
        </span>
      </p>
      <div className={s.actions}>
        {isOpen && local !== null ? (
          <Button
            kind="quiet"
            aria-label={local.state === 'paused' ? t.resume(name) : t.pause(name)}
            icon={local.state === 'paused' ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
            onClick={() => transfer.togglePause(local.key)}
          />
        ) : null}
        {state === 'failed' && local !== null ? (
          <Button onClick={() => transfer.retry(local.key)}>{t.retry}</Button>
        ) : null}
        {state === 'checking' ? null : (
          <RemoveButton
            name={name}
            isAsked={isOpen || state === 'unfinished'}
            onRemove={() => remove.mutate()}
          >
            <X aria-hidden="true" />
          </RemoveButton>
        )}
      </div>
      {isOpen || state === 'unfinished' ? (
        <div className={s.bar}>
          <Bar label={t.progressOf(name)} share={share} isMoving={state === 'sending'} />
        </div>
      ) : null}
      <div className={s.outcome}>
        <Outcome row={row} conferenceId={conferenceId} />
      </div>
    </li>
  );
}

/** Out of the list here, and at the portal: a recording that came of it stays. */
function useRemove({ local, upload, state }: UploadRow) {
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      if (local !== null) transfer.remove(local.key);
      if (upload !== null && (local === null || state !== 'sending'))
        await http
          .ask(upload.url, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })
          .catch(() => null);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['uploads'] }),
  });
}

function partsOf(path: string): { name: string; folder: string } {
  const at = path.lastIndexOf('/');
  return { name: path.slice(at + 1), folder: at < 0 ? '' : path.slice(0, at) };
}
