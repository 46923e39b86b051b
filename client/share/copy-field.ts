import { actionButton } from '../enhance/action-button.ts';
import { element } from '../player/views/element.ts';
import styles from './dialog.module.css';

let made = 0;

/**
 * A text to take away, with a button that copies it; where the browser does not allow that, the text is selected for the
 * reader to copy. One row is a line, more are an area.
 */
export function copyField(o: {
  label: string;
  copy: string;
  rows: number;
  onCopied: (isCopied: boolean) => void;
}) {
  made += 1;
  const id = `copy-${made}`;
  const field =
    o.rows === 1
      ? element('input', { id, type: 'text', readonly: true })
      : element('textarea', { id, readonly: true, rows: o.rows });
  field.addEventListener('focus', () => field.select());
  const button = actionButton({ label: o.copy }, async () => {
    const isCopied = await copied(field.value);
    if (!isCopied) field.focus();
    o.onCopied(isCopied);
  });
  const row = element('div', { class: styles.row }, [field, button]);
  return {
    part: element('div', { class: styles.field }, [element('label', { for: id }, [o.label]), row]),
    show: (text: string) => {
      field.value = text;
    },
    text: () => field.value,
    focus: () => field.focus(),
  };
}

/** The clipboard is closed to pages without TLS, and to those it was forbidden. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
