import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { CaptionTrack, TakenCaptions } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Field, FieldRow, FormActions } from '../ui/field.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { Notice } from '../ui/notice.tsx';
import s from './captions.module.css';

const largestBytes = 10 * 1024 * 1024;
const tag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

interface Mistakes {
  language?: string;
  file?: string;
}

/** Brings a file of captions for a language, and says what became of it. */
export function CaptionUpload({
  recordingId,
  tracks,
  onTaken,
}: {
  recordingId: string;
  tracks: readonly CaptionTrack[];
  onTaken: () => Promise<unknown>;
}) {
  const w = useRoomWords('captions');
  const http = useHttp();
  const form = useRef<HTMLFormElement>(null);
  const [language, setLanguage] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const upload = useMutation({
    mutationFn: (chosen: File) =>
      http.send<TakenCaptions>('PUT', paths.api.caption(recordingId, language.trim()), chosen, {
        headers: { 'x-file-name': encodeURIComponent(chosen.name) },
      }),
    onSuccess: async () => {
      form.current?.reset();
      setFile(null);
      setLanguage('');
      await onTaken();
    },
    onError: (error) => setMistakes({ file: error.message }),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: Mistakes = {
      ...(!tag.test(language.trim()) && { language: w.chooseLanguage }),
      ...(file === null && { file: w.chooseFile }),
      ...(file !== null && file.size > largestBytes && { file: w.tooLarge }),
    };
    setMistakes(found);
    if (file !== null && Object.keys(found).length === 0) upload.mutate(file);
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setMistakes({});
    // `talk.de.srt` says its language.
    const named = /\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)\.\w+$/.exec(chosen?.name ?? '')?.[1];
    if (named !== undefined && language === '') setLanguage(named);
  };
  const isThere = tracks.some((track) => track.language?.toLowerCase() === language.trim().toLowerCase());

  return (
    <form ref={form} onSubmit={submit} noValidate className={s.upload}>
      <FieldRow>
        <Field label={w.file} hint={w.fileHint} error={mistakes.file}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".vtt,.srt,.ttml,.dfxp,.xml,text/vtt,application/ttml+xml"
              onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
            />
          )}
        </Field>
        <TextInput
          label={w.language}
          hint={isThere ? w.replaces : w.languageHint}
          error={mistakes.language}
          value={language}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
      </FieldRow>
      <FormActions>
        <Button type="submit" isBusy={upload.isPending}>
          {w.upload}
        </Button>
      </FormActions>
      {upload.data ? <Report taken={upload.data} /> : null}
    </form>
  );
}

function Report({ taken: { track, report } }: { taken: TakenCaptions }) {
  const w = useRoomWords('captions');
  const { format } = useOrganizer();
  const language = track.language === null ? w.unknown : format.languageName(track.language);
  return (
    <Notice kind="good" title={w.taken(report.kept, { language })}>
      {report.oddities.length === 0 ? (
        <p>{w.takenFully}</p>
      ) : (
        <details>
          <summary>{w.oddities(report.oddities.length)}</summary>
          <ul className={s.oddities} lang="en">
            {report.oddities.map(({ line, what }) => (
              <li key={`${line} ${what}`}>
                {line === null ? null : `${w.line(line)}: `}
                {what}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Notice>
  );
}
