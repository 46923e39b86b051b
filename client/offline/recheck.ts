import { paths } from '#server/contract/paths.ts';
import { askForTalk, dropFiles, dropKept, goOnWithAll, keepTalk } from './keeper.ts';
import { type KeptTalk, listKept, writeKept } from './kept-talk.ts';
import { isKeepable } from './plan-keep.ts';
import { savesData } from './save-data.ts';

const askAgainAfterMs = 60 * 60_000;

/**
 * Asks whether kept recordings are still public, once an hour and at the page of each; removes what was taken back, and
 * keeps anew what was replaced. Then goes on with what was not loaded to its end. Changes nothing without a line.
 */
export async function recheckKept(): Promise<void> {
  for (const talk of await listKept()) {
    const isItsPage = location.pathname === paths.talk(talk.slug);
    if (!isItsPage && Date.now() - talk.checkedAtMs < askAgainAfterMs) continue;
    try {
      await recheck(talk);
    } catch {
      break; // no line: another time
    }
  }
  await goOnWithAll();
}

async function recheck(kept: KeptTalk): Promise<void> {
  // The service worker leaves HEAD alone: only the portal itself can answer.
  const { status, headers } = await fetch(kept.playlistUrl, { method: 'HEAD', cache: 'no-store' });
  const isTakenBack = status === 404 || status === 410 || /private/.test(headers.get('Cache-Control') ?? '');
  if (!isTakenBack && status >= 400) throw new Error(`The portal answered ${status}.`);
  if (!isTakenBack) return writeKept({ ...kept, checkedAtMs: Date.now() });
  // Loading it all again costs what the first time cost: not on a line that is to be spared.
  if (savesData()) return dropKept(kept.slug);
  await dropFiles(kept);
  const talk = await askForTalk(kept.slug);
  if (!talk?.recording) return dropKept(kept.slug);
  // A new version that is still being made is kept another time.
  if (!isKeepable(talk.recording) || talk.recording.playlistUrl === kept.playlistUrl) return;
  await keepTalk(talk, kept.quality);
}
