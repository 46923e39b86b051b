import type { JobContext } from '#server/jobs/run-leased.ts';
import type { Loudness, VersionManifest } from '#server/transcode/manifest.ts';
import type { Probe } from '#server/transcode/probe.ts';

type Notes = Pick<JobContext, 'note'>;

/** Writes down what a recording was found to be. */
export function noteProbe({ note }: Notes, found: Probe): void {
  const { video } = found;
  const length = found.durationMs === null ? 'of unknown length' : `${seconds(found.durationMs)} s`;
  note(`Probed: ${found.container}, ${found.sizeBytes} bytes, ${length}.`);
  if (video !== null) {
    const facts = [
      video.codec,
      video.profile,
      `${video.width}x${video.height}`,
      video.pixelFormat,
      video.transfer,
    ];
    const rate = video.averageRate === null ? [] : [`${video.averageRate.num}/${video.averageRate.den} fps`];
    const more = [
      ...rate,
      ...(video.isInterlaced ? ['interlaced'] : []),
      ...(video.isTurned ? ['turned'] : []),
    ];
    note(`Picture: ${[...facts.filter((fact) => fact !== null), ...more].join(', ')}.`);
  }
  for (const track of found.audio) {
    const facts = [track.codec, track.profile, `${track.channels} channels`, track.language, track.title];
    note(`Sound: ${facts.filter((fact) => fact !== null).join(', ')}.`);
  }
  for (const track of found.subtitles) note(`Subtitles: ${track.codec}, ${track.language ?? 'no language'}.`);
}

/** Writes down what a version holds. */
export function noteRenditions({ note }: Notes, manifest: VersionManifest): void {
  for (const { name, width, height, origin, sizeBytes, averageBitrateBps } of manifest.renditions) {
    note(
      `${name}: ${width}x${height}, ${origin}, ${sizeBytes} bytes, ${Math.round(averageBitrateBps / 1000)} kbit/s.`,
    );
  }
}

/** Writes down what was done about the loudness of each sound track. */
export function noteLoudness({ note }: Notes, manifest: VersionManifest): void {
  for (const { id, label, loudness } of manifest.audioTracks) {
    if (loudness === null) continue;
    const { method, gainDb, before, after } = loudness;
    const gain = gainDb === null ? '' : ` by ${gainDb.toFixed(1)} dB`;
    note(
      `Loudness of ${id} (${label}): ${method}${gain}; before ${inWords(before)}, after ${inWords(after)}.${
        loudness.note === null ? '' : ` ${loudness.note}`
      }`,
    );
  }
}

function inWords(measured: Loudness | null): string {
  if (measured === null) return 'not measured';
  return `${measured.integratedLufs.toFixed(1)} LUFS, peak ${measured.truePeakDbtp.toFixed(1)} dBTP`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
