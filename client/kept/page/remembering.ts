import { browserKept } from '../browser-kept.ts';

/** Brings the switch to life that stops places, marks and history from being kept. */
export function offerRemembering(page: HTMLElement): void {
  const box = page.querySelector<HTMLInputElement>('[data-remember-not]');
  const told = page.querySelector<HTMLElement>('[data-remember-told]');
  if (!box || !told) return;
  const kept = browserKept();
  const draw = () => {
    box.checked = !kept.remembers();
    told.hidden = kept.remembers();
  };
  box.addEventListener('change', () => kept.remember(!box.checked));
  draw();
  kept.onChange(draw);
}
