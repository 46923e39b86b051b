import { type ReactNode, useState } from 'react';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/inputs.tsx';
import s from './editing.module.css';
import type { Editable, Editor } from './use-editor.ts';

const offered =
  'en de fr es it pt nl pl cs uk ru ja zh ko sv da nb fi tr el he ar hi id vi hu ro bg sr hr'.split(' ');

/**
 * Texts in several languages, one shown at a time.
 * @param o.group first part of the flat names: `texts`
 * @param o.parts last parts, all emptied when a language is taken away; none = the group has one text a language
 */
export function TextsEditor<T extends Editable>({
  editor,
  group,
  parts,
  first,
  children,
}: {
  editor: Editor<T>;
  group: string;
  parts: readonly string[];
  /** Language to begin with where there is none. */
  first: string;
  children: (prefix: string, language: string) => ReactNode;
}) {
  const t = useRoomWords('editing');
  const { format } = useOrganizer();
  const [added, setAdded] = useState<readonly string[]>([]);
  const fields = editor.thing.fields;
  const known = Object.entries(fields).find(([name]) => name === group)?.[1];
  const namesOf = (language: string) =>
    parts.length === 0 ? [`${group}.${language}`] : parts.map((part) => `${group}.${language}.${part}`);
  const isThere = (language: string) => namesOf(language).some((name) => editor.value(name) != null);
  const stored = typeof known === 'object' && known !== null ? Object.keys(known) : [];
  const shown = [...new Set([...stored, ...added])].filter(
    (language) => isThere(language) || added.includes(language),
  );
  const languages = shown.length > 0 ? shown : [first];
  const [chosen, setChosen] = useState<string | null>(null);
  const current = chosen !== null && languages.includes(chosen) ? chosen : (languages[0] ?? first);
  const remove = (language: string) => {
    for (const name of namesOf(language)) if (editor.value(name) != null) editor.set(name, null);
    setAdded((others) => others.filter((each) => each !== language));
    setChosen(null);
  };
  return (
    <div>
      <fieldset className={s.languages} aria-label={t.language}>
        {languages.map((language) => (
          <Button key={language} aria-pressed={language === current} onClick={() => setChosen(language)}>
            {format.languageName(language)}
          </Button>
        ))}
        <Select
          label={<span className="visually-hidden">{t.addLanguage}</span>}
          value=""
          options={[
            { value: '', label: t.addLanguage },
            ...offered
              .filter((language) => !languages.includes(language))
              .map((language) => ({ value: language, label: format.languageName(language) })),
          ]}
          onChange={({ target }) => {
            if (target.value === '') return;
            setAdded((others) => [...others, target.value]);
            setChosen(target.value);
          }}
        />
      </fieldset>
      <div className={s.stack} lang={current}>
        {children(`${group}.${current}`, current)}
        {languages.length > 1 ? (
          <div>
            <Button kind="quiet" onClick={() => remove(current)}>
              {t.removeLanguage(format.languageName(current))}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}
