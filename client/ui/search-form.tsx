import { Search } from 'lucide-react';
import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { classNames } from './class-names.ts';
import s from './search-form.module.css';

interface Props {
  id: string;
  query?: string;
  isLarge?: boolean;
  /** Filters that a new search keeps. */
  kept?: Readonly<Record<string, string | undefined>>;
}

/** A search is a GET form; a script adds suggestions to it. */
export function SearchForm({ id, query = '', isLarge = false, kept = {} }: Props) {
  const { m } = useReader();
  return (
    <search aria-label={m.search}>
      <form className={classNames(s.form, isLarge && s.large)} action={paths.search()} data-suggest="">
        <label className="visually-hidden" htmlFor={id}>
          {m.searchLabel}
        </label>
        <input
          className={s.input}
          id={id}
          type="search"
          name="q"
          defaultValue={query}
          placeholder={m.searchPlaceholder}
          maxLength={200}
          autoCapitalize="off"
          spellCheck={false}
        />
        {Object.entries(kept).map(([name, value]) =>
          value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <button className={s.button} type="submit">
          <Search aria-hidden="true" size={isLarge ? 22 : 18} strokeWidth={2} />
          <span className="visually-hidden">{m.search}</span>
        </button>
        {/* Filled by the script; a div takes its roles without arguing with the list's own. */}
        <div
          className={s.list}
          id={`${id}-suggestions`}
          role="listbox"
          tabIndex={-1}
          aria-label={m.suggestions}
          data-suggest-list=""
          data-speaker={m.speaker(1)}
          data-talk={m.inField.title}
          data-conference={m.conference}
          hidden
        />
        <span className="visually-hidden" role="status" data-suggest-status="" data-label={m.suggestions} />
      </form>
    </search>
  );
}
