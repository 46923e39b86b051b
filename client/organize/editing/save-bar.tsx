import type { ReactNode } from 'react';
import { ApiProblem } from '../api-problem.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import s from './editing.module.css';
import { FieldConflicts } from './field-conflicts.tsx';
import type { Editable, Editor } from './use-editor.ts';

/** A form around the fields of an edited thing: what others changed above it, saving below it, always in sight. */
export function EditForm<T extends Editable>({
  editor,
  labels,
  canSave = false,
  children,
}: {
  editor: Editor<T>;
  /** Words for a field by its flat name. */
  labels: (name: string) => string;
  /** There is something to save beside the fields. */
  canSave?: boolean;
  children: ReactNode;
}) {
  const t = useRoomWords('editing');
  const { m } = useOrganizer();
  const { isDirty, isSaving, problem, conflict } = editor;
  const isOpen = (conflict?.open.length ?? 0) > 0;
  const hasFields = problem instanceof ApiProblem && problem.details.errors !== undefined;
  return (
    <form
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      {conflict ? <FieldConflicts editor={editor} conflict={conflict} labels={labels} /> : null}
      {problem ? (
        <Notice kind="problem" title={hasFields ? t.fixFields : t.notSaved}>
          <span lang={problem instanceof ApiProblem ? 'en' : undefined}>
            {problem instanceof ApiProblem ? problem.message : m.serverUnreachable}
          </span>
        </Notice>
      ) : null}
      {children}
      <div className={s.bar}>
        <div className="wrap">
          <Button kind="main" type="submit" isBusy={isSaving} disabled={isOpen || !(isDirty || canSave)}>
            {t.save}
          </Button>
          <p role="status">{isSaving ? t.saving : isDirty ? t.unsaved : t.allSaved}</p>
        </div>
      </div>
    </form>
  );
}
