import { type ReactNode, useId } from 'react';
import s from './field.module.css';
import { languageOf } from './language-of.ts';

/** What a control inside a {@link Field} must carry. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** A remark under the label. */
  hint?: ReactNode;
  /** What is wrong, in a sentence; read out when it appears. */
  error?: string | null | undefined;
  isOptional?: boolean;
}

/** A labelled control with its remark above and what is wrong below. */
export function Field({
  label,
  hint,
  error,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <div className={s.field} data-invalid={error ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className={s.hint}>
          {hint}
        </p>
      ) : null}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      <p id={`${id}-error`} className={s.error} role="alert" lang={languageOf(error)}>
        {error}
      </p>
    </div>
  );
}

/** Fields that belong together, under a heading of their own. */
export function FieldGroup({
  legend,
  hint,
  children,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className={s.group}>
      <legend>{legend}</legend>
      {hint ? <p className={s.hint}>{hint}</p> : null}
      {children}
    </fieldset>
  );
}

/** Fields in columns where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={s.row}>{children}</div>;
}

/** The buttons that end a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={s.actions}>{children}</div>;
}
