import { useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/inputs.tsx';
import s from './editing.module.css';
import type { Editable, Editor } from './use-editor.ts';

interface Link {
  title: string;
  url: string;
}

/** A list of links: words and address. */
export function LinksEditor<T extends Editable>({ editor }: { editor: Editor<T> }) {
  const t = useRoomWords('editing');
  const links = (editor.value('links') ?? []) as readonly Link[]; // as the contract has it
  const change = (at: number, part: Partial<Link>) =>
    editor.set(
      'links',
      links.map((link, index) => (index === at ? { ...link, ...part } : link)),
    );
  return (
    <div className={s.stack}>
      <ul className={s.rows}>
        {links.map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while they are typed
          <li key={index}>
            <TextInput
              label={t.linkTitle}
              value={link.title}
              error={editor.error(`links.${index}.title`)}
              onChange={(event) => change(index, { title: event.target.value })}
            />
            <TextInput
              label={t.linkUrl}
              type="url"
              value={link.url}
              error={editor.error(`links.${index}.url`)}
              onChange={(event) => change(index, { url: event.target.value })}
            />
            <Button
              kind="quiet"
              onClick={() =>
                editor.set(
                  'links',
                  links.filter((_, each) => each !== index),
                )
              }
            >
              {t.removeLink}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={() => editor.set('links', [...links, { title: '', url: 'https://' }])}>
          {t.addLink}
        </Button>
      </div>
    </div>
  );
}
