import type { ReactNode } from 'react';
import { useReader } from '../i18n/reader.tsx';
import s from './filter-form.module.css';

interface Props {
  action: string;
  /** What the form keeps of the address without showing it. */
  kept?: Readonly<Record<string, string | null>>;
  /** Where everything is shown again; null where nothing is narrowed. */
  clearUrl: string | null;
  children: ReactNode;
}

/** A form whose answer is an address: works without scripts, and can be shared and kept as a bookmark. */
export function FilterForm({ action, kept = {}, clearUrl, children }: Props) {
  const { m } = useReader();
  return (
    <form className={s.form} action={action} aria-label={m.finding.narrow}>
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <p className={s.buttons}>
        <button type="submit">{m.finding.show}</button>
        {clearUrl === null ? null : <a href={clearUrl}>{m.finding.clear}</a>}
      </p>
    </form>
  );
}

interface SelectProps {
  name: string;
  label: string;
  value: string | null;
  /** What stands for no choice; without it one of the options is always chosen. */
  any?: string;
  options: readonly { value: string; label: string }[];
}

/** A choice of one; left out where there is nothing to choose. */
export function SelectField({ name, label, value, any, options }: SelectProps) {
  if (options.length < 2 && value === null) return null;
  const isKnown = value === null || options.some((option) => option.value === value);
  return (
    <label className={s.field}>
      <span>{label}</span>
      <select name={name} defaultValue={value ?? ''}>
        {any === undefined ? null : <option value="">{any}</option>}
        {isKnown ? null : <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Words to look for. */
export function TextField({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <label className={s.field}>
      <span>{label}</span>
      <input type="search" name={name} defaultValue={value ?? ''} maxLength={100} />
    </label>
  );
}

/** Yes or not. */
export function CheckField({ name, label, isOn }: { name: string; label: string; isOn: boolean }) {
  return (
    <label className={s.check}>
      <input type="checkbox" name={name} value="1" defaultChecked={isOn} />
      <span>{label}</span>
    </label>
  );
}
