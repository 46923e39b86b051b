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

/** A frame is good enough from this share of the best score on. */
const GOOD_ENOUGH = 0.6;

/**
 * The index of the poster among grey pictures laid end to end: the first that is nearly as good as the best, because
 * recordings of talks begin with their title. -1 where there is none.
 */
export function choosePoster(greys: Uint8Array): number {
  const size = SCORE_SIZE.width * SCORE_SIZE.height;
  const scores = Array.from({ length: Math.floor(greys.length / size) }, (_, i) =>
    scoreFrame(greys.subarray(i * size, (i + 1) * size)),
  );
  const needed = GOOD_ENOUGH * Math.max(...scores);
  return scores.findIndex((score) => score >= needed);
}
