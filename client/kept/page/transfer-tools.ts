import { counted, liveMessages } from '../../i18n/live.ts';
import { browserKept } from '../browser-kept.ts';
import { exportAll, importAll } from '../transfer.ts';

/** Brings the buttons to life that save everything kept as a file and read such a file. */
export function offerTransfer(page: HTMLElement): void {
  page.querySelector('[data-export]')?.addEventListener('click', saveFile);
  const input = page.querySelector<HTMLInputElement>('[data-import]');
  const told = page.querySelector<HTMLElement>('[data-import-told]');
  if (!input || !told) return;
  const words = liveMessages('keptPage');
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    const text = await file.text().catch(() => '');
    const added = importAll(browserKept(), text);
    input.value = '';
    input.setAttribute('aria-invalid', String(added === null));
    told.toggleAttribute('data-failed', added === null);
    if (added === null) told.textContent = words.importFailed;
    else told.textContent = added === 0 ? words.importedNone : counted(words.imported, added);
  });
}

function saveFile(): void {
  const url = URL.createObjectURL(new Blob([exportAll(browserKept())], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `rostrum-list-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
