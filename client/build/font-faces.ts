import type { Plugin } from 'vite';

/**
 * Trims the @font-face rules of @fontsource: WOFF2 alone (every browser that plays our video reads it), and of the
 * Japanese family only the numbered subsets, as Latin and Cyrillic come from IBM Plex Sans. A face that is not there at
 * once is for the next page: words never move while they are read.
 */
export function fontFaces(): Plugin {
  return {
    name: 'rostrum:font-faces',
    enforce: 'pre',
    transform(code, id) {
      if (!/@fontsource\/.*\.css$/.test(id)) return null;
      const onlyWoff2 = code
        .replaceAll(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
        .replaceAll(/font-display:\s*swap/g, 'font-display: optional');
      if (!id.includes('ibm-plex-sans-jp')) return { code: onlyWoff2, map: null };
      const faces = onlyWoff2.match(/@font-face\s*\{[^}]*\}/g) ?? [];
      return { code: faces.filter((face) => /-jp-\d+-/.test(face)).join('\n'), map: null };
    },
  };
}
