import { Fragment } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { SpeakerRef } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';

/** Speakers as billed, each a link to the speaker's page. */
export function SpeakerNames({
  speakers,
  className,
}: {
  speakers: readonly SpeakerRef[];
  className?: string | undefined;
}) {
  const reader = useReader();
  if (speakers.length === 0) return null;
  return (
    <p className={className}>
      {speakers.map((speaker, index) => (
        <Fragment key={speaker.slug}>
          {index > 0 ? reader.format.comma : null}
          <a href={paths.speaker(speaker.slug)} lang={langOf(reader, speaker.nameLanguage)}>
            {speaker.name}
          </a>
        </Fragment>
      ))}
    </p>
  );
}
