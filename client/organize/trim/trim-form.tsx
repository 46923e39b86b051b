import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { RecordingEdits } from '#server/contract/wire.ts';
import { ApiProblem } from '../api-problem.ts';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { FormActions } from '../ui/field.tsx';
import { RadioGroup, TextInput } from '../ui/inputs.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { checkTimes } from './check-times.ts';
import { editsKey } from './edits-key.ts';
import { PreviewPlayer } from './preview-player.tsx';
import s from './trim-page.module.css';
import { writeTime } from './typed-time.ts';
import { useInOutKeys } from './use-in-out-keys.ts';
import { usePreview } from './use-preview.ts';

/** So much is played of a start or an end. */
const AROUND_MS = 3000;

/** Start and end of what is shown, typed or taken from the preview. */
export function TrimForm({ recording }: { recording: RecordingEdits }) {
  const t = useRoomWords('trim');
  const shown = shownSpan(recording);
  const [start, setStart] = useState(writeTime(shown.startMs));
  const [end, setEnd] = useState(shown.endMs === null ? '' : writeTime(shown.endMs));
  const [way, setWay] = useState<'ordinary' | 'private'>('ordinary');
  const [wasTried, setTried] = useState(false);
  const preview = usePreview(recording.preview);
  const save = useTrim(recording);

  const { startMs, endMs, startError, endError } = checkTimes({ start, end }, recording, t);
  const isFine = startError === null && endError === null && startMs !== null && endMs !== null;
  const kept = isFine ? { startMs, endMs } : null;
  const wasMs = shown.endMs === null ? null : shown.endMs - shown.startMs;
  const startHere = () => setStart(writeTime(preview.now()));
  const endHere = () => setEnd(writeTime(preview.now()));
  useInOutKeys({ onIn: startHere, onOut: endHere, onSpace: preview.toggle });
  const startField = useRef<HTMLInputElement>(null);
  const endField = useRef<HTMLInputElement>(null);
  const submit = () => {
    setTried(true);
    if (isFine) save.mutate({ start: startMs, end: endMs, isPrivate: way === 'private' });
    else (startError === null ? endField : startField).current?.focus();
  };

  return (
    <form
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (way === 'ordinary') submit();
      }}
    >
      <PreviewPlayer recording={recording} preview={preview} kept={kept} />
      <div className={s.fields}>
        <TextInput
          ref={startField}
          label={t.start}
          hint={t.timeHint}
          value={start}
          onChange={(event) => setStart(event.target.value)}
          error={wasTried || start !== '' ? startError : null}
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
        />
        <Buttons>
          <Button onClick={startHere}>{t.startHere}</Button>
          <Button kind="quiet" onClick={() => startMs !== null && preview.play(startMs, startMs + AROUND_MS)}>
            {t.playStart}
          </Button>
        </Buttons>
        <TextInput
          ref={endField}
          label={t.end}
          hint={t.timeHint}
          value={end}
          onChange={(event) => setEnd(event.target.value)}
          error={wasTried || end !== '' ? endError : null}
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
        />
        <Buttons>
          <Button onClick={endHere}>{t.endHere}</Button>
          <Button kind="quiet" onClick={() => endMs !== null && preview.play(endMs - AROUND_MS, endMs)}>
            {t.playEnd}
          </Button>
        </Buttons>
        <p className={s.length} aria-live="polite">
          <span>{t.length}</span>{' '}
          <strong>{kept === null ? '–' : writeTime(kept.endMs - kept.startMs)}</strong>{' '}
          {wasMs === null ? null : <small>{t.lengthWas(writeTime(wasMs))}</small>}
        </p>
        <p className={s.keys}>{t.keys}</p>
        <RadioGroup
          legend={t.how}
          name="way"
          value={way}
          onChange={setWay}
          options={[
            { value: 'ordinary', label: t.ordinary, hint: t.ordinaryHint },
            { value: 'private', label: t.private, hint: t.privateHint },
          ]}
        />
        {way === 'private' ? <PrivacyRemarks recording={recording} /> : null}
        {save.error === null ? null : <Problem error={save.error} />}
        <FormActions>
          {way === 'private' && isFine ? (
            <ConfirmButton
              kind="danger"
              title={t.privateTitle}
              explanation={<PrivacyExplanation recording={recording} />}
              confirm={t.privateConfirm}
              isBusy={save.isPending}
              onConfirm={submit}
            >
              {t.private}
            </ConfirmButton>
          ) : (
            <Button kind="main" type="submit" isBusy={save.isPending}>
              {t.save}
            </Button>
          )}
        </FormActions>
      </div>
    </form>
  );
}

function PrivacyRemarks({ recording }: { recording: RecordingEdits }) {
  const t = useRoomWords('trim');
  return (
    <Notice>
      <p>{t.originalKept}</p>
      {recording.alsoFrom.length > 0 ? <p>{t.alsoFrom(recording.alsoFrom.length)}</p> : null}
    </Notice>
  );
}

function PrivacyExplanation({ recording }: { recording: RecordingEdits }) {
  const t = useRoomWords('trim');
  return (
    <>
      <p>{t.privateHint}</p>
      <p>{t.originalKept}</p>
      {recording.alsoFrom.length > 0 ? <p>{t.alsoFrom(recording.alsoFrom.length)}</p> : null}
    </>
  );
}

/** What is shown now, on the original's timeline. */
function shownSpan(recording: RecordingEdits): { startMs: number; endMs: number | null } {
  const { span, bounds, originalDurationMs } = recording;
  return span ?? bounds ?? { startMs: 0, endMs: originalDurationMs };
}

function useTrim(recording: RecordingEdits) {
  const t = useRoomWords('trim');
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const key = editsKey(recording.recordingId);
  return useMutation({
    mutationFn: (body: { start: number; end: number; isPrivate: boolean }) =>
      http.send<RecordingEdits>('POST', paths.api.trimRecording(recording.recordingId), body, {
        ifMatch: `"${recording.editNumber}"`,
      }),
    onSuccess: (edits) => {
      client.setQueryData(key, edits);
      toast({ kind: 'good', text: t.saved });
      void client.invalidateQueries({ queryKey: ['recording', recording.recordingId] });
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem) || error.status !== 409) return;
      toast({ kind: 'problem', text: t.changed });
      void client.invalidateQueries({ queryKey: key });
    },
  });
}
