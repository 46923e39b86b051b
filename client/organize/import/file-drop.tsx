import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { StagedImport } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import s from './import.module.css';

const maxBytes = 64 * 1024 * 1024;

/** The place where a programme file goes in, dropped or chosen. */
export function FileDrop({
  conferenceId,
  onStaged,
}: {
  conferenceId: number | null;
  onStaged: (staged: StagedImport) => void;
}) {
  const t = useRoomWords('import');
  const { format } = useOrganizer();
  const http = useHttp();
  const [isOver, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<number | null>(null);
  const stage = useMutation({
    mutationFn: (file: File) =>
      http.send<StagedImport>('POST', paths.api.imports(conferenceId), file, {
        headers: { 'x-file-name': encodeURIComponent(file.name), 'content-type': 'application/octet-stream' },
      }),
    onSuccess: onStaged,
  });
  const take = (file: File | undefined) => {
    if (file === undefined || stage.isPending) return;
    setTooLarge(file.size > maxBytes ? file.size : null);
    if (file.size <= maxBytes) stage.mutate(file);
  };
  const { variables: file } = stage;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the other way to choose, the control inside is the first
    <div
      className={s.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <p className={s.big}>{t.drop}</p>
      <label className={s.choose}>
        {t.choose}
        <input
          type="file"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file, corrected, can be chosen again.
            event.target.value = '';
          }}
        />
      </label>
      <p className={s.soft}>{t.formats}</p>
      <p role="status">
        {stage.isPending && file ? t.reading({ name: file.name, size: format.size(file.size) }) : null}
      </p>
      {tooLarge === null ? null : <p role="alert">{t.tooLarge(format.size(tooLarge))}</p>}
      {stage.error && !stage.isPending ? <Problem error={stage.error} /> : null}
    </div>
  );
}
