import { actionButton, actionPlace, drawAction } from '../enhance/action-button.ts';
import { filled } from '../i18n/fill.ts';
import { liveMessages, pageLocale } from '../i18n/live.ts';
import { whenPlayer } from '../player/handle.ts';
import { readIslandData } from '../player/island-data.ts';
import { type KeptTalk, readKept, storedShare } from './kept-talk.ts';
import { canKeep } from './register.ts';

/**
 * Puts the button that keeps the talk for offline on its page, where the browser can do it and everybody may see the
 * talk. The dialog behind it is loaded when it is first wanted.
 */
export async function offerKeeping(stage: HTMLElement): Promise<void> {
  const place = actionPlace('offline');
  const isForEverybody = !document.querySelector('.page-notice');
  if (!place || !isForEverybody || !canKeep()) return;
  const words = liveMessages('offline');
  const { talkSlug } = readIslandData(stage);
  const percent = new Intl.NumberFormat(pageLocale(), { style: 'percent', maximumFractionDigits: 0 });

  const look = (talk: KeptTalk | null) => {
    if (!talk) return { label: words.keep, icon: 'download' } as const;
    const share = percent.format(storedShare(talk));
    if (talk.state === 'whole') return { label: words.listTitle, icon: 'check' } as const;
    return {
      label: filled(talk.state === 'paused' ? words.paused : words.keeping, { share }),
      icon: 'download',
    } as const;
  };
  const button = actionButton(look(await readKept(talkSlug)), async () => {
    const { openKeepDialog } = await import('./keep-dialog.ts');
    await openKeepDialog(talkSlug, (talk) => drawAction(button, look(talk)));
  });
  button.setAttribute('aria-haspopup', 'dialog');
  const show = () => place.append(button);
  if (await readKept(talkSlug)) {
    const { onKeepNews } = await import('./keeper.ts');
    onKeepNews(({ slug, talk }) => slug === talkSlug && drawAction(button, look(talk)));
    return show();
  }
  // A recording is kept when all of it is there.
  const { store } = await whenPlayer();
  const stop = store.subscribe(({ recording }) => {
    if (recording?.status !== 'ready' || recording.downloads.length === 0) return;
    show();
    queueMicrotask(() => stop());
  });
}
