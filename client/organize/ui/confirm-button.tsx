import { type ReactNode, useState } from 'react';
import { useOrganizer } from '../organizer.tsx';
import { Button, type ButtonKind, Buttons } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** A button for what hurts: it says what will happen, and acts only when that is confirmed. */
export function ConfirmButton({
  children,
  kind = 'plain',
  title,
  explanation,
  confirm,
  isBusy = false,
  onConfirm,
}: {
  children: ReactNode;
  kind?: ButtonKind;
  title: string;
  explanation: ReactNode;
  /** The words of the button that acts. */
  confirm: string;
  isBusy?: boolean;
  onConfirm: () => void;
}) {
  const { m } = useOrganizer();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind={kind} isBusy={isBusy} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Dialog title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div>{explanation}</div>
        <Buttons>
          <Button
            kind={kind === 'danger' ? 'danger' : 'main'}
            onClick={() => {
              setOpen(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
          <Button kind="quiet" onClick={() => setOpen(false)}>
            {m.notNow}
          </Button>
        </Buttons>
      </Dialog>
    </>
  );
}
