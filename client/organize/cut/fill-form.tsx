import { useState } from 'react';
import { useRoomWords } from '../organizer.tsx';
import { readTime } from '../trim/typed-time.ts';
import { Button } from '../ui/button.tsx';
import { FieldGroup, FieldRow } from '../ui/field.tsx';
import { Select, TextInput } from '../ui/inputs.tsx';
import type { CutTalk, Session } from './pieces.ts';

/** Fills the parts in by the times of the programme; nothing where it has none. */
export function FillForm({
  sessions,
  talks,
  onFill,
}: {
  sessions: readonly Session[];
  talks: readonly CutTalk[];
  onFill: (session: Session, firstMs: number) => void;
}) {
  const t = useRoomWords('cut');
  const words = useRoomWords('trim');
  const [key, setKey] = useState('');
  const [firstId, setFirstId] = useState('');
  const [first, setFirst] = useState('0:00');
  if (sessions.length === 0) return null;
  const firstMs = readTime(first);
  const session = sessions.find((one) => one.key === key);
  return (
    <FieldGroup legend={t.fill} hint={t.fillHint}>
      <FieldRow>
        <Select
          label={t.roomAndDay}
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
            setFirstId('');
          }}
          options={[
            { value: '', label: t.noChoice },
            ...sessions.map((one) => ({ value: one.key, label: one.label })),
          ]}
        />
        <Select
          label={t.firstTalk}
          value={firstId}
          onChange={(event) => setFirstId(event.target.value)}
          options={(session?.talks ?? []).map(({ id }, i) => ({
            value: i === 0 ? '' : String(id),
            label: talks.find((talk) => talk.id === id)?.label ?? '',
          }))}
        />
        <TextInput
          label={t.firstBegins}
          value={first}
          onChange={(event) => setFirst(event.target.value)}
          error={firstMs === null ? words.notATime : null}
          autoComplete="off"
          spellCheck={false}
        />
      </FieldRow>
      <Button
        disabled={session === undefined || firstMs === null}
        onClick={() => {
          if (session === undefined || firstMs === null) return;
          const from = Math.max(
            0,
            session.talks.findIndex(({ id }) => String(id) === firstId),
          );
          onFill({ ...session, talks: session.talks.slice(from) }, firstMs);
        }}
      >
        {t.fillNow}
      </Button>
    </FieldGroup>
  );
}
