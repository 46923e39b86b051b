import { Download as DownloadIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { Download, Talk } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import s from './talk-details.module.css';

interface Row {
  name: string;
  value: ReactNode;
}

/** What one may want to know about a talk, and its files. */
export function TalkDetails({ talk }: { talk: Talk }) {
  const { m, format } = useReader();
  const rows: Row[] = [];
  if (talk.day) rows.push({ name: m.day, value: <time dateTime={talk.day}>{format.day(talk.day)}</time> });
  if (talk.room) rows.push({ name: m.room, value: talk.room });
  if (talk.track) rows.push({ name: m.track, value: talk.track });
  if (talk.durationMs !== null) rows.push({ name: m.length, value: format.duration(talk.durationMs) });
  if (talk.spokenLanguage)
    rows.push({ name: m.spokenLanguage, value: format.languageName(talk.spokenLanguage) });
  if (talk.captionLanguages.length > 0) {
    rows.push({ name: m.captions, value: format.languages(talk.captionLanguages) });
  }
  if (talk.views > 0) {
    rows.push({ name: m.views, value: <span data-views>{format.number(talk.views)}</span> });
  }
  if (talk.licence) rows.push({ name: m.licence, value: talk.licence });
  const tags = talk.tags.toSorted((a, b) => format.compare(a.name, b.name));
  if (tags.length > 0) {
    rows.push({
      name: m.tags,
      value: (
        <ul className={s.tags}>
          {tags.map((tag) => (
            <li key={tag.slug}>
              <a href={paths.topic(tag.slug)}>{tag.name}</a>
            </li>
          ))}
        </ul>
      ),
    });
  }
  if (talk.links.length > 0) {
    rows.push({
      name: m.links,
      value: (
        <ul>
          {talk.links.map((link) => (
            <li key={link.url}>
              <a href={link.url} rel="noopener nofollow">
                {link.title}
              </a>
            </li>
          ))}
        </ul>
      ),
    });
  }
  const downloads = talk.recording?.downloads ?? [];
  return (
    <aside className={s.details} aria-label={m.facts}>
      {rows.length > 0 ? (
        <dl className={s.rows}>
          {rows.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {downloads.length > 0 ? <Downloads files={downloads} /> : null}
    </aside>
  );
}

function Downloads({ files }: { files: readonly Download[] }) {
  const { m, format } = useReader();
  return (
    <section className={`${s.downloads} no-print`} aria-labelledby="downloads">
      <h2 id="downloads">{m.downloads}</h2>
      <ul>
        {files.map((file) => (
          <li key={file.url}>
            <a href={file.url} download="" rel="nofollow">
              <DownloadIcon aria-hidden="true" size={17} strokeWidth={2} />
              <span>{file.kind === 'audio' ? m.downloadAudio : `${m.downloadVideo} ${file.label}`}</span>
              <small>{format.size(file.sizeBytes)}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
