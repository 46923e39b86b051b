export interface FfmpegProgress {
  /** How far the slowest output is, on the source's timeline. */
  outTimeMs: number;
  /** 1 = as fast as the recording plays; null before ffmpeg knows. */
  speed: number | null;
}

/**
 * Reads ffmpeg's `-progress` stream: `key=value` lines in blocks that end with `progress=`.
 * Reports a block only where it got further than the one before, so that a report means progress.
 */
export function createProgressReader(
  onProgress: (progress: FfmpegProgress) => void,
): (chunk: string) => void {
  let rest = '';
  let last = '';
  const block = new Map<string, string>();
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const at = line.indexOf('=');
      if (at < 0) continue;
      const key = line.slice(0, at);
      if (key !== 'progress') {
        block.set(key, line.slice(at + 1).trim());
        continue;
      }
      const state = ['frame', 'out_time_us', 'total_size', 'dup_frames', 'drop_frames']
        .map((k) => block.get(k))
        .join();
      if (state !== last) onProgress(toProgress(block));
      last = state;
      block.clear();
    }
  };
}

function toProgress(block: ReadonlyMap<string, string>): FfmpegProgress {
  const micros = Number(block.get('out_time_us'));
  const speed = Number.parseFloat(block.get('speed') ?? '');
  return {
    outTimeMs: Number.isFinite(micros) ? Math.max(0, micros / 1000) : 0,
    speed: Number.isFinite(speed) ? speed : null,
  };
}
