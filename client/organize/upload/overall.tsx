import { Pause, Play } from 'lucide-react';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Bar } from './bar.tsx';
import type { LocalFile } from './local-file.ts';
import s from './overall.module.css';
import { transfer } from './transfer.ts';

/** How far all files of this browser are together; nothing once all have been sent. */
export function Overall({ files, bytesPerSecond }: { files: readonly LocalFile[]; bytesPerSecond: number }) {
  const t = useRoomWords('upload');
  const { m, format } = useOrganizer();
  const counted = files.filter(({ state }) => state !== 'failed');
  const open = counted.filter(({ state }) => state !== 'sent');
  if (open.length === 0) return null;
  const all = sum(counted.map(({ sizeBytes }) => sizeBytes));
  const sent = sum(counted.map((file) => (file.state === 'sent' ? file.sizeBytes : file.sentBytes)));
  const isPaused = open.every(({ state }) => state === 'paused');
  const leftMs = bytesPerSecond > 0 ? ((all - sent) / bytesPerSecond) * 1000 : null;
  return (
    <div className={s.overall}>
      <div className={s.head}>
        <p className={s.count}>{t.done({ done: counted.length - open.length, all: counted.length })}</p>
        <Button
          icon={isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
          onClick={() => (isPaused ? transfer.resumeAll() : transfer.pauseAll())}
        >
          {isPaused ? t.resumeAll : t.pauseAll}
        </Button>
      </div>
      <Bar label={t.progressOf(t.total)} share={all === 0 ? 0 : sent / all} isMoving={!isPaused} />
      <p className={s.words}>
        <span>{t.ofBytes({ sent: format.size(sent), all: format.size(all) })}</span>
        <span>{bytesPerSecond > 0 ? t.speed(format.size(bytesPerSecond)) : null}</span>
        <span>{leftMs === null ? null : m.timeLeft(format.duration(leftMs))}</span>
      </p>
    </div>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
