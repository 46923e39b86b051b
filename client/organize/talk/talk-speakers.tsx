import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { EditedSpeaker, EditedTalk, FoundSpeaker, TalkFields } from '#server/contract/wire.ts';
import s from '../editing/editing.module.css';
import type { Editor } from '../editing/use-editor.ts';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/inputs.tsx';

type Billing = TalkFields['speakers'][number];

/** Who is billed for a talk: found or made, in order, under a name and at an affiliation; taken off without a loss. */
export function TalkSpeakers({ editor }: { editor: Editor<EditedTalk> }) {
  const t = useRoomWords('editing');
  const speakers = (editor.value('speakers') ?? []) as readonly Billing[]; // as the contract has it
  const write = (next: readonly Billing[]) => editor.set('speakers', next);
  const change = (at: number, part: Partial<Billing>) =>
    write(speakers.map((speaker, index) => (index === at ? { ...speaker, ...part } : speaker)));
  const move = (from: number, by: 1 | -1) => {
    const next = [...speakers];
    next.splice(from + by, 0, ...next.splice(from, 1));
    write(next);
  };
  return (
    <div className={s.stack}>
      {speakers.length === 0 ? <p>{t.nobody}</p> : null}
      <ol className={s.rows}>
        {speakers.map((speaker, index) => {
          const name = speaker.name ?? t.speaker;
          return (
            <li key={speaker.speakerId}>
              <TextInput
                label={t.billedAs}
                value={speaker.name ?? ''}
                error={editor.error(`speakers.${index}.name`) ?? editor.error(`speakers.${index}.speakerId`)}
                onChange={({ target }) => change(index, { name: target.value || null })}
              />
              <TextInput
                label={t.affiliation}
                value={speaker.affiliation ?? ''}
                error={editor.error(`speakers.${index}.affiliation`)}
                onChange={({ target }) => change(index, { affiliation: target.value || null })}
              />
              <div className={s.rowTools}>
                <Link to={`/organize/speakers/${speaker.speakerId}`}>{t.speaker}</Link>
                <Button
                  kind="quiet"
                  aria-label={t.moveUp(name)}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </Button>
                <Button
                  kind="quiet"
                  aria-label={t.moveDown(name)}
                  disabled={index === speakers.length - 1}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </Button>
                <Button
                  kind="quiet"
                  aria-label={t.takeOff(name)}
                  onClick={() => write(speakers.filter((_, each) => each !== index))}
                >
                  ×
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      <FindSpeaker
        isTaken={(id) => speakers.some(({ speakerId }) => speakerId === id)}
        onChosen={(id, name, affiliation) => write([...speakers, { speakerId: id, name, affiliation }])}
      />
    </div>
  );
}

function FindSpeaker({
  isTaken,
  onChosen,
}: {
  isTaken: (id: number) => boolean;
  onChosen: (id: number, name: string, affiliation: string | null) => void;
}) {
  const t = useRoomWords('editing');
  const http = useHttp();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<Error | null>(null);
  const name = words.trim();
  const { data } = useQuery({
    queryKey: ['find-speakers', name],
    queryFn: ({ signal }) =>
      http.get<{ items: FoundSpeaker[] }>(`${paths.api.organizeSpeakers(name)}&limit=6`, { signal }),
    enabled: name !== '',
    placeholderData: (before) => before,
  });
  const choose = (id: number, chosen: string, affiliation: string | null) => {
    setWords('');
    onChosen(id, chosen, affiliation);
  };
  const make = async () => {
    setProblem(null);
    try {
      const body = { names: [{ name, kind: 'main' }] };
      const { thing } = await http.send<{ thing: EditedSpeaker }>('POST', paths.api.newSpeaker(), body);
      choose(thing.id, name, null);
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return (
    <div>
      <TextInput
        label={t.findSpeaker}
        type="search"
        autoComplete="off"
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {name === '' ? null : (
        <ul className={s.found}>
          {data?.items
            .filter(({ id }) => !isTaken(id))
            .map((found) => (
              <li key={found.id}>
                <button type="button" onClick={() => choose(found.id, found.name, found.affiliation)}>
                  {found.name}{' '}
                  <small>
                    {[found.affiliation, t.talks(found.talkCount)]
                      .filter((part) => part !== null)
                      .join(' · ')}
                  </small>
                </button>
              </li>
            ))}
          <li>
            <button type="button" onClick={() => void make()}>
              {t.newSpeaker(name)}
            </button>
          </li>
        </ul>
      )}
      {problem ? <Problem error={problem} /> : null}
    </div>
  );
}
