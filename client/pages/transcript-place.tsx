import { captionsOf } from '#server/contract/caption-keys.ts';
import { paths } from '#server/contract/paths.ts';
import type { Talk } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import s from './transcript-place.module.css';

/** Whether a talk has words to read while it plays. */
export function hasTranscript(talk: Talk): boolean {
  return talk.recording?.playlistUrl != null && captionsOf(talk.recording.tracks).length > 0;
}

/** The transcript's place beside the picture: a link to the page of it, which a script turns into the words themselves. */
export function TranscriptPlace({ talk }: { talk: Talk }) {
  const { m } = useReader();
  return (
    <section className={s.place} aria-labelledby="transcript" data-transcript-place="">
      <div className={s.panel}>
        <header className={s.head}>
          <h2 id="transcript">
            <a href={paths.transcript(talk.slug)}>{m.readTranscript}</a>
          </h2>
        </header>
      </div>
    </section>
  );
}
