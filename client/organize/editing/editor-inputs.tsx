import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'react';
import type { FieldProps } from '../ui/field.tsx';
import { Select, TextArea, TextInput } from '../ui/inputs.tsx';
import type { Editable, Editor } from './use-editor.ts';

interface Bound<T extends Editable> {
  editor: Editor<T>;
  name: string;
}

/** A line of an edited thing. */
export function EditedLine<T extends Editable>({
  editor,
  name,
  ...rest
}: Bound<T> & Omit<FieldProps, 'error'> & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>) {
  return (
    <TextInput
      {...rest}
      value={editor.text(name)}
      error={editor.error(name)}
      onChange={(event) => editor.set(name, event.target.value)}
    />
  );
}

/** A longer text of an edited thing. */
export function EditedText<T extends Editable>({
  editor,
  name,
  ...rest
}: Bound<T> & Omit<FieldProps, 'error'> & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>) {
  return (
    <TextArea
      {...rest}
      value={editor.text(name)}
      error={editor.error(name)}
      onChange={(event) => editor.set(name, event.target.value)}
    />
  );
}

/** A choice of an edited thing. */
export function EditedChoice<T extends Editable>({
  editor,
  name,
  ...rest
}: Bound<T> & Omit<FieldProps, 'error'> & { options: ReadonlyArray<{ value: string; label: string }> }) {
  return (
    <Select
      {...rest}
      value={editor.text(name)}
      error={editor.error(name)}
      onChange={(event) => editor.set(name, event.target.value)}
    />
  );
}
