import { renderAsync } from '@resvg/resvg-js';

/** Paints a page, an SVG that holds its text as outlines, as PNG, off the main thread; no font of the machine is looked for. */
export async function paint(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, { font: { loadSystemFonts: false } });
  return image.asPng();
}
