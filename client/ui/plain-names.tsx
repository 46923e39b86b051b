import { Fragment } from 'react';
import type { SpeakerRef } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';

/** Speakers as billed, as words alone; each in its own language. */
export function PlainNames({ speakers }: { speakers: readonly SpeakerRef[] }) {
  const reader = useReader();
  return speakers.map(({ slug, name, nameLanguage }, index) => (
    <Fragment key={slug}>
      {index > 0 ? reader.format.comma : null}
      <span lang={langOf(reader, nameLanguage)}>{name}</span>
    </Fragment>
  ));
}
