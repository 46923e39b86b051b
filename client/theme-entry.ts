// A classic script in the head: it runs before the first paint, so that a kept theme never flashes and nothing moves.
{
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    const kept = localStorage.getItem('theme');
    if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
    // Room for what was begun, so that nothing moves when it is filled in (pages/continue-watching.tsx).
    if (localStorage.getItem('rostrum-kept-positions') !== null) root.dataset.begun = '';
    const transcript = localStorage.getItem('rostrum-transcript');
    if (transcript === 'open' || transcript === 'closed') root.dataset.transcript = transcript;
  } catch {
    // Storage may be closed to us; the system's choice applies.
  }
}
