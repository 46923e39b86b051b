import type { Talk } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import type { TalkNote } from '../kept/items.ts';
import s from './talk-actions.module.css';

/** What scripts offer for a talk, in the order of this row. */
export const talkActions = ['later', 'share', 'offline'] as const;

/** Places for the buttons that scripts add under a talk's title; nothing at all where there are no scripts. */
export function TalkActions({ talk }: { talk: Talk }) {
  const { format } = useReader();
  const note: TalkNote = {
    title: talk.title,
    language: talk.textLanguage,
    speakers: format.list(talk.speakers.map(({ name }) => name)),
    durationMs: talk.durationMs,
    posterUrl: talk.posterUrl,
    spokenLanguage: talk.spokenLanguage ?? undefined,
    captionLanguages: talk.captionLanguages,
  };
  return (
    <div className={s.actions} data-talk-note={JSON.stringify({ slug: talk.slug, note })}>
      {talkActions.map((name) => (
        <div key={name} className={s.place} data-action={name} />
      ))}
    </div>
  );
}
