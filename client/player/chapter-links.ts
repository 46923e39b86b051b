/** Lets the page's links to moments of this recording (`data-start-ms`) move `video` instead of loading the page again. */
export function followChapterLinks(video: HTMLVideoElement): void {
  document.addEventListener('click', (event) => {
    const isPlain =
      event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest('a[data-start-ms]') : null;
    if (!link || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    video.currentTime = Number(link.getAttribute('data-start-ms')) / 1000;
    video.play().catch(() => undefined);
    video.scrollIntoView({ block: 'nearest' });
  });
}
