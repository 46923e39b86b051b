// A classic script in the head: it runs before the first paint, so that a kept theme never flashes.
{
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    const kept = localStorage.getItem('theme');
    if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  } catch {
    // Storage may be closed to us; the system's choice applies.
  }
}
