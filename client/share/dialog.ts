import { actionButton } from '../enhance/action-button.ts';
import { filled } from '../i18n/fill.ts';
import { liveMessages } from '../i18n/live.ts';
import { clockText } from '../player/clock.ts';
import { element } from '../player/views/element.ts';
import { copyField } from './copy-field.ts';
import styles from './dialog.module.css';
import { embedCode, shareLink } from './links.ts';
import { talkNow } from './talk-now.ts';

/**
 * Opens the dialog that gives a talk's link, at this time where the reader wants it, and the code for other pages. It is
 * made anew at each opening and gone when it closes; the focus goes back to where it was.
 */
export function openShareDialog(): void {
  const words = liveMessages('share');
  const { slug, title, recording } = talkNow();
  const talk = { origin: location.origin, slug, title };

  const status = element('p', { class: styles.status, role: 'status' });
  const field = (label: string, copy: string, rows: number) =>
    copyField({
      ...{ label, copy, rows },
      onCopied: (isCopied) => {
        status.textContent = isCopied ? words.copied : words.notCopied;
      },
    });
  const link = field(words.link, words.copyLink, 1);
  const code = recording && field(words.embed, words.copyCode, 4);

  const atTime = element('input', { type: 'checkbox' });
  const seconds = Math.floor(recording?.seconds ?? 0);
  const draw = () => {
    const moment =
      atTime.checked && recording ? { seconds, edit: recording.edit } : { seconds: null, edit: null };
    link.show(shareLink({ ...talk, ...moment }));
    code?.show(embedCode({ ...talk, ...moment }));
    status.textContent = '';
  };
  atTime.addEventListener('change', draw);

  const dialog = element('dialog', { class: styles.dialog, 'aria-labelledby': 'share-title' });
  const parts: (Node | null)[] = [
    element('div', { class: styles.head }, [
      element('h2', { id: 'share-title' }, [words.title]),
      actionButton({ label: words.close, isQuiet: true }, () => dialog.close()),
    ]),
    link.part,
    seconds > 0
      ? element('label', { class: styles.time }, [
          atTime,
          element('span', {}, [filled(words.atTime, { time: clockText(seconds) })]),
        ])
      : null,
    'share' in navigator
      ? actionButton({ label: words.system, icon: 'share' }, () => shareWithSystem(title, link.text()))
      : null,
    code?.part ?? null,
    status,
  ];
  dialog.append(...parts.filter((part) => part !== null));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  draw();
  dialog.showModal();
  link.focus();
}

/** Hands the link to the system's own sharing; a reader who changes their mind has done nothing wrong. */
async function shareWithSystem(title: string, url: string): Promise<void> {
  await navigator.share({ title, url }).catch(() => undefined);
}
