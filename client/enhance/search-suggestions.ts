import { paths } from '#server/contract/paths.ts';
import type { Suggestion } from '#server/contract/wire.ts';

const pauseMs = 120;

/**
 * Turns a search field into a combobox with suggestions (WAI-ARIA Authoring Practices, editable combobox with list).
 * The form works without it: an answer that fails or is late leaves the field as it was.
 */
export function offerSuggestions(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]');
  const list = form.querySelector<HTMLElement>('[data-suggest-list]');
  const status = form.querySelector<HTMLElement>('[data-suggest-status]');
  if (!input || !list || !status) return;

  let timer: ReturnType<typeof setTimeout> | undefined;
  let request: AbortController | null = null;
  let activeIndex = -1;

  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');
  input.autocomplete = 'off';

  const options = () => [...list.querySelectorAll<HTMLElement>('[role="option"]')];

  const close = () => {
    list.hidden = true;
    activeIndex = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const activate = (index: number) => {
    const all = options();
    activeIndex = all.length === 0 ? -1 : (index + all.length) % all.length;
    for (const [at, option] of all.entries())
      option.setAttribute('aria-selected', String(at === activeIndex));
    const active = all[activeIndex];
    if (active) {
      input.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    }
  };

  const show = (items: readonly Suggestion[]) => {
    list.replaceChildren(...items.map((item, index) => optionOf(item, `${list.id}-${index}`, list.dataset)));
    activeIndex = -1;
    input.removeAttribute('aria-activedescendant');
    list.hidden = items.length === 0;
    input.setAttribute('aria-expanded', String(items.length > 0));
    status.textContent = items.length > 0 ? `${status.dataset.label ?? ''}: ${items.length}` : '';
  };

  const ask = async () => {
    request?.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    request = new AbortController();
    try {
      const answer = await fetch(`${paths.api.suggest(words)}&lang=${document.documentElement.lang}`, {
        signal: request.signal,
      });
      if (!answer.ok || document.activeElement !== input) return close();
      const { items } = (await answer.json()) as { items: Suggestion[] };
      show(items);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) close();
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pauseMs);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === 'ArrowDown') activate(activeIndex + 1);
    else if (event.key === 'ArrowUp') activate(activeIndex < 0 ? -1 : activeIndex - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && activeIndex >= 0) {
      const link = options()[activeIndex]?.dataset.href;
      if (link) location.assign(link);
    } else return;
    event.preventDefault();
  });
  input.addEventListener('blur', () => {
    clearTimeout(timer);
    close();
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[role="option"]') : null;
    if (option?.dataset.href) location.assign(option.dataset.href);
  });
}

function optionOf(item: Suggestion, id: string, words: DOMStringMap): HTMLElement {
  const option = document.createElement('div');
  option.id = id;
  option.role = 'option';
  option.dataset.href = item.url;
  option.setAttribute('aria-selected', 'false');
  const label = document.createElement('span');
  label.textContent = item.label;
  const kind = document.createElement('small');
  kind.textContent = words[item.kind] ?? '';
  option.append(label, kind);
  return option;
}
