import { useState } from 'react';
import type { EditedTalk } from '#server/contract/wire.ts';
import type { Editor } from '../editing/use-editor.ts';
import { useRoomWords } from '../organizer.tsx';
import { TextInput } from '../ui/inputs.tsx';

/** Tags in one line, separated by commas. */
export function TagsInput({ editor }: { editor: Editor<EditedTalk> }) {
  const t = useRoomWords('editing');
  const tags = (editor.value('tags') ?? []) as readonly string[]; // as the contract has it
  const [typed, setTyped] = useState<string | null>(null);
  const error = tags.map((_tag, index) => editor.error(`tags.${index}`)).find((each) => each !== null);
  return (
    <TextInput
      label={t.tags}
      hint={t.tagsHint}
      value={typed ?? tags.join(', ')}
      error={error ?? editor.error('tags')}
      onBlur={() => setTyped(null)}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = target.value.split(/[,、]/).map((tag) => tag.trim());
        editor.set('tags', [...new Set(next.filter((tag) => tag !== ''))]);
      }}
    />
  );
}
