import { getDroppedFiles } from '@uppy/core/utils';
import { FolderUp, Upload as UploadIcon } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useRoomWords } from '../organizer.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import s from './drop-zone.module.css';

/** Where files are dropped, or chosen one by one or by the folder. */
export function DropZone({
  extensions,
  onFiles,
  children,
}: {
  extensions: readonly string[];
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}) {
  const t = useRoomWords('upload');
  const [isOver, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const choose = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])]);
    // Else the same file, chosen again to go on with it, would be no change.
    input.value = '';
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the buttons within do the same
    <div
      className={s.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void getDroppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      <p className={s.words}>{t.drop}</p>
      <Buttons>
        <Button kind="main" icon={<UploadIcon aria-hidden="true" />} onClick={() => files.current?.click()}>
          {t.chooseFiles}
        </Button>
        <Button icon={<FolderUp aria-hidden="true" />} onClick={() => folder.current?.click()}>
          {t.chooseFolder}
        </Button>
      </Buttons>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept={extensions.map((extension) => `.${extension}`).join(',')}
        onChange={(event) => choose(event.currentTarget)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // What lets a folder be chosen has a name that React's types do not know.
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        multiple
        onChange={(event) => choose(event.currentTarget)}
      />
      <div className={s.limits}>{children}</div>
    </div>
  );
}
