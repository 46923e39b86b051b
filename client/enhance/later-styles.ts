/** Takes in the styles that a page can be read without: until now they were for paper only, which nothing waits for. */
export function takeLaterStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-later]')) link.media = 'all';
}
