import { renderAsync } from '@resvg/resvg-js';

/** Paints an SVG that holds its text as outlines, off the main thread; no font of the machine is looked for. */
export async function paintSlide(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, { font: { loadSystemFonts: false } });
  return image.asPng();
}
