/**
 * The class that carries a conference's colour: its hue in OKLCH, rounded to 15 degrees.
 * Lightness stays ours, so that words in the colour keep their contrast whatever a conference chooses.
 * @param accent `#rrggbb`; null gives the portal's own colour (no class)
 */
export function hueClass(accent: string | null | undefined): string | undefined {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(accent ?? '');
  if (!match) return undefined;
  const [r = 0, g = 0, b = 0] = match.slice(1).map((hex) => linear(Number.parseInt(hex, 16) / 255));
  // Björn Ottosson's OKLab, 2020.
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  if (Math.hypot(a, bb) < 0.03) return 'hue-none';
  const degrees = (Math.atan2(bb, a) * 180) / Math.PI;
  return `hue-${(((Math.round(degrees / 15) * 15) % 360) + 360) % 360}`;
}

/** sRGB transfer function, 0 to 1. */
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
