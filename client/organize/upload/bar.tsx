import s from './bar.module.css';

/** How much of something has arrived, as a line. */
export function Bar({ label, share, isMoving }: { label: string; share: number; isMoving: boolean }) {
  return (
    <div
      className={s.bar}
      data-moving={isMoving || undefined}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
    >
      <span style={{ inlineSize: `${share * 100}%` }} />
    </div>
  );
}
