/** Candidates are compared as small grey pictures of this size, one byte a pixel. */
export const SCORE_SIZE = { width: 160, height: 90 };

/**
 * How good a still picture is as a poster, higher is better: black and empty frames score near zero, blurred ones
 * low, detailed ones with contrast high.
 * @param grey one frame of SCORE_SIZE, one byte a pixel, 0 is black
 */
export function scoreFrame(grey: Uint8Array): number {
  const { width, height } = SCORE_SIZE;
  let sum = 0;
  let squares = 0;
  let edges = 0;
  const at = (x: number, y: number) => grey[y * width + x] ?? 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = at(x, y);
      sum += value;
      squares += value * value;
      if (x > 0 && y > 0 && x < width - 1 && y < height - 1) {
        edges += Math.abs(4 * value - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1));
      }
    }
  }
  const pixels = width * height;
  const mean = sum / pixels;
  const deviation = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
  const brightness = Math.min(1, mean / 40);
  return brightness * Math.min(deviation, 64) * Math.sqrt(edges / pixels);
}

/** The index of the best frame among grey pictures laid end to end; -1 where there is none. */
export function bestFrame(greys: Uint8Array): number {
  const size = SCORE_SIZE.width * SCORE_SIZE.height;
  let best = -1;
  let bestScore = -1;
  for (let i = 0; (i + 1) * size <= greys.length; i++) {
    const score = scoreFrame(greys.subarray(i * size, (i + 1) * size));
    if (score > bestScore) {
      best = i;
      bestScore = score;
    }
  }
  return best;
}
