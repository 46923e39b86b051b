import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { StoredImage } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import s from './editing.module.css';
import { EditedLine } from './editor-inputs.tsx';
import type { Editable, Editor } from './use-editor.ts';

/** A picture of the edited thing: chosen, looked at, taken away; it is the thing's once that is saved. */
export function PictureEditor<T extends Editable>({
  editor,
  name,
  altName,
  label,
}: {
  editor: Editor<T>;
  name: string;
  altName: string;
  label: string;
}) {
  const t = useRoomWords('editing');
  const http = useHttp();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const id = editor.text(name);
  const upload = async (file: File) => {
    setBusy(true);
    setProblem(null);
    try {
      const headers = { 'content-type': 'application/octet-stream' };
      const image = await http.send<StoredImage>('POST', paths.api.organizeImages(), file, { headers });
      editor.set(name, image.id);
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={s.stack}>
      {id === '' ? null : (
        <div className={s.picture}>
          <img src={paths.image(id)} alt={editor.text(altName) || label} />
          <Button kind="quiet" onClick={() => editor.set(name, null)}>
            {t.removePicture}
          </Button>
        </div>
      )}
      <Field label={`${label}: ${t.choosePicture}`} hint={t.pictureHint} error={editor.error(name)}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
            disabled={isBusy}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void upload(file);
            }}
          />
        )}
      </Field>
      {problem ? <Problem error={problem} /> : null}
      {id === '' ? null : (
        <EditedLine editor={editor} name={altName} label={t.pictureAlt} hint={t.pictureAltHint} />
      )}
    </div>
  );
}
