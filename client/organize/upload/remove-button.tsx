import { type ReactNode, useState } from 'react';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Takes a file out of the list; asks first where that throws something away. */
export function RemoveButton({
  name,
  isAsked,
  onRemove,
  children,
}: {
  name: string;
  isAsked: boolean;
  onRemove: () => void;
  children: ReactNode;
}) {
  const t = useRoomWords('upload');
  const { m } = useOrganizer();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        aria-label={t.remove(name)}
        icon={children}
        onClick={() => (isAsked ? setOpen(true) : onRemove())}
      />
      <Dialog title={t.removeTitle} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>
          <strong>{name}</strong>
        </p>
        <p>{t.removeExplained}</p>
        <Buttons>
          <Button
            kind="danger"
            onClick={() => {
              setOpen(false);
              onRemove();
            }}
          >
            {t.removeConfirm}
          </Button>
          <Button kind="quiet" onClick={() => setOpen(false)}>
            {m.notNow}
          </Button>
        </Buttons>
      </Dialog>
    </>
  );
}
