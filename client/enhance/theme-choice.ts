const isTheme = (value: string) => value === 'light' || value === 'dark';

/** Keeps the reader's choice of day or night in this browser and applies it at once; `auto` follows the system. */
export function offerThemeChoice(): void {
  const current = document.documentElement.dataset.theme ?? 'auto';
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name="theme"]')) {
    input.checked = input.value === current;
    input.addEventListener('change', () => {
      if (isTheme(input.value)) document.documentElement.dataset.theme = input.value;
      else delete document.documentElement.dataset.theme;
      try {
        if (isTheme(input.value)) localStorage.setItem('theme', input.value);
        else localStorage.removeItem('theme');
      } catch {
        // The choice holds for this page when storage is closed to us.
      }
    });
  }
}
