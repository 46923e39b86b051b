import { actionButton, actionPlace } from '../enhance/action-button.ts';
import { liveMessages } from '../i18n/live.ts';

/** Puts the button that opens the share dialog on the talk page; the dialog is loaded when it is first wanted. */
export function offerSharing(): void {
  const place = actionPlace('share');
  // Nobody else may see a draft.
  if (!place || new URLSearchParams(location.search).has('preview')) return;
  const { share } = liveMessages('share');
  const button = actionButton({ label: share, icon: 'share' }, async () => {
    const { openShareDialog } = await import('./dialog.ts');
    openShareDialog();
  });
  button.setAttribute('aria-haspopup', 'dialog');
  place.append(button);
}
