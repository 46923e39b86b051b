import type { EditedSpeaker, SpeakerFields } from '#server/contract/wire.ts';
import s from '../editing/editing.module.css';
import type { Editor } from '../editing/use-editor.ts';
import { useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Select, TextInput } from '../ui/inputs.tsx';

type Name = SpeakerFields['names'][number];

/** The names of a speaker, in every script and spelling. */
export function SpeakerNamesEditor({ editor }: { editor: Editor<EditedSpeaker> }) {
  const t = useRoomWords('editing');
  const names = (editor.value('names') ?? []) as readonly Name[]; // as the contract has it
  const write = (next: readonly Name[]) => editor.set('names', next);
  const change = (at: number, part: Partial<Name>) =>
    write(names.map((name, index) => (index === at ? { ...name, ...part } : name)));
  return (
    <div className={s.stack}>
      <ul className={s.rows}>
        {names.map((name, index) => (
          <li key={name.id ?? `new-${index}`}>
            <TextInput
              label={t.name}
              value={name.name}
              error={editor.error(`names.${index}.name`) ?? (index === 0 ? editor.error('names') : null)}
              onChange={({ target }) => change(index, { name: target.value })}
            />
            <Select
              label={t.kind}
              value={name.kind}
              options={[
                { value: 'main', label: t.kindMain },
                { value: 'alias', label: t.kindAlias },
                { value: 'hidden', label: t.kindHidden },
              ]}
              onChange={({ target: { value } }) => {
                if (value === 'main' || value === 'alias' || value === 'hidden')
                  change(index, { kind: value });
              }}
            />
            <TextInput
              label={t.sortAs}
              title={t.sortAsHint}
              value={name.sortAs ?? ''}
              error={editor.error(`names.${index}.sortAs`)}
              onChange={({ target }) => change(index, { sortAs: target.value || null })}
            />
            <Button
              kind="quiet"
              aria-label={t.removeName(name.name)}
              disabled={names.length === 1}
              onClick={() => write(names.filter((_, each) => each !== index))}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={() => write([...names, { id: null, name: '', kind: 'alias', sortAs: null }])}>
          {t.addName}
        </Button>
      </div>
    </div>
  );
}
