import { element, icon } from './element.ts';
import styles from './menu.module.css';

/** One choice on a page of the menu. */
export interface MenuOption {
  label: string;
  /** Null for something that is done, not chosen. */
  isChecked: boolean | null;
  choose(): void;
}

/** One row of the menu's first page, with the choices behind it; a page with fewer than two options is left out. */
export interface MenuPage {
  label: string;
  /** What is chosen now. */
  value: string;
  options: MenuOption[];
}

export interface Menu {
  button: HTMLButtonElement;
  panel: HTMLElement;
  /** Draws the open page again after something changed. */
  update(): void;
}

/**
 * A settings menu in the top layer: rows that open pages of radio choices. Arrow keys move, Escape closes,
 * left arrow goes back (WAI-ARIA menu button pattern).
 */
export function createMenu(options: {
  label: string;
  pages: () => MenuPage[];
  onToggle: (isOpen: boolean) => void;
}): Menu {
  const panel = element('div', {
    class: styles.panel,
    popover: 'auto',
    role: 'menu',
    'aria-label': options.label,
  });
  const button = element(
    'button',
    {
      type: 'button',
      class: styles.button,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      title: options.label,
    },
    [icon('settings')],
  );
  button.setAttribute('aria-label', options.label);
  let openPage: string | null = null;

  const rows = () => Array.from(panel.querySelectorAll<HTMLElement>('[role^="menuitem"]'));
  const focusRow = (wanted: (row: HTMLElement) => boolean) => (rows().find(wanted) ?? rows()[0])?.focus();

  const turnTo = (page: string | null) => {
    const left = openPage;
    openPage = page;
    draw();
    if (page === null) focusRow((row) => row.dataset.page === left);
    else focusRow((row) => row.getAttribute('aria-checked') === 'true');
  };

  const row = (attributes: Record<string, string>, children: (Node | string)[], onClick: () => void) => {
    const made = element(
      'button',
      { type: 'button', tabindex: -1, class: styles.row, ...attributes },
      children,
    );
    made.addEventListener('click', onClick);
    return made;
  };

  const drawPage = (page: MenuPage) => [
    row({ role: 'menuitem', 'data-back': '' }, [icon('back'), text(page.label, styles.heading)], () =>
      turnTo(null),
    ),
    ...page.options.map((option) =>
      row(
        option.isChecked === null
          ? { role: 'menuitem' }
          : { role: 'menuitemradio', 'aria-checked': String(option.isChecked) },
        [icon('check'), text(option.label, styles.label)],
        () => {
          option.choose();
          turnTo(null);
        },
      ),
    ),
  ];

  const draw = () => {
    const pages = options.pages().filter((page) => page.options.length > 1);
    const page = pages.find(({ label }) => label === openPage);
    const drawn = page
      ? drawPage(page)
      : pages.map(({ label, value }) =>
          row(
            { role: 'menuitem', 'aria-haspopup': 'menu', 'data-page': label },
            [text(label, styles.label), text(value, styles.value), icon('forward')],
            () => turnTo(label),
          ),
        );
    panel.replaceChildren(...drawn);
  };

  /** The row that a key moves the focus to, among all rows. */
  const rowAfter = (key: string, all: HTMLElement[], index: number) => {
    if (key === 'ArrowDown') return all[(index + 1) % all.length];
    if (key === 'ArrowUp') return all.at(Math.max(index, 0) - 1);
    if (key === 'Home') return all[0];
    return key === 'End' ? all.at(-1) : undefined;
  };

  const onKey = (event: KeyboardEvent) => {
    const { key } = event;
    const all = rows();
    const index = focusedIndex(all);
    const next = rowAfter(key, all, index);
    if (next) next.focus();
    else if (key === 'ArrowRight' && all[index]?.dataset.page) all[index].click();
    else if (key === 'ArrowLeft' && openPage !== null) turnTo(null);
    else if (key === 'Tab') panel.hidePopover();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  panel.addEventListener('keydown', onKey);
  panel.addEventListener('toggle', (event) => {
    const isOpen = event.newState === 'open';
    button.setAttribute('aria-expanded', String(isOpen));
    options.onToggle(isOpen);
    if (isOpen) focusRow(() => true);
  });
  panel.addEventListener('beforetoggle', (event) => {
    if (event.newState !== 'open') return;
    openPage = null;
    draw();
    const { right, top } = button.getBoundingClientRect();
    panel.style.setProperty('--menu-right', `${Math.max(8, window.innerWidth - right)}px`);
    panel.style.setProperty('--menu-bottom', `${Math.max(8, window.innerHeight - top + 8)}px`);
    panel.style.setProperty('--menu-room', `${Math.max(160, top - 16)}px`);
  });
  button.popoverTargetElement = panel;

  return {
    button,
    panel,
    update() {
      if (!panel.matches(':popover-open')) return;
      const focused = focusedIndex(rows());
      draw();
      if (focused >= 0) rows()[focused]?.focus();
    },
  };
}

function text(content: string, className: string | undefined): HTMLElement {
  return element('span', { class: className }, [content]);
}

function focusedIndex(rows: HTMLElement[]): number {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? rows.indexOf(activeElement) : -1;
}
