import type { VideoPlan } from './plan.ts';

/** How the colours of an encoded picture are to be read, in ffmpeg's words (ITU-T H.273). */
export interface Colours {
  matrix: 'bt709' | 'smpte170m';
  primaries: 'bt709' | 'smpte170m';
  transfer: 'bt709' | 'smpte170m';
}

const HD: Colours = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' };
const SD: Colours = { matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' };

/**
 * The colours of what is encoded: those of BT.601 stay as they are, because calculating them anew costs detail and
 * browsers show both; everything else becomes BT.709.
 */
export function encodedColours(video: Pick<VideoPlan, 'inputMatrix' | 'hdrTransfer'>): Colours {
  return video.inputMatrix === 'bt601' && video.hdrTransfer === null ? SD : HD;
}
