/** How large captions are, from small to very large. */
export const captionSizes = ['small', 'normal', 'large', 'huge'] as const;
/** What lies behind captions: a dim box, a solid one, or an outline around the letters. */
export const captionBackgrounds = ['dim', 'solid', 'none'] as const;

export interface CaptionLook {
  size: (typeof captionSizes)[number];
  background: (typeof captionBackgrounds)[number];
}

/** A stored look; what it does not know is the usual one. */
export function parseCaptionLook(size: string | null, background: string | null): CaptionLook {
  return {
    size: captionSizes.find((one) => one === size) ?? 'normal',
    background: captionBackgrounds.find((one) => one === background) ?? 'dim',
  };
}
