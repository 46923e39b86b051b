import s from './talk-actions.module.css';

/** What scripts offer for a talk, in the order of this row. */
export const talkActions = ['later', 'share', 'offline'] as const;

/** Places for the buttons that scripts add under a talk's title; nothing at all where there are no scripts. */
export function TalkActions() {
  return (
    <div className={s.actions}>
      {talkActions.map((name) => (
        <div key={name} className={s.place} data-action={name} />
      ))}
    </div>
  );
}
