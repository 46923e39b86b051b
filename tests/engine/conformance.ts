import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, type types } from 'hls-parser';
import { type Packet, readPackets, readStreams } from './inspect.ts';

type MediaPlaylist = types.MediaPlaylist;

interface Track {
  uri: string;
  playlist: MediaPlaylist;
  /** First and last moment of every segment, in seconds. */
  spans: Array<{ start: number; end: number }>;
  peakBps: number;
}

/**
 * Judges a version's folder by what it holds alone: every playlist by a published parser, every segment by ffprobe.
 * @returns what is wrong, one sentence each
 */
export async function judgeVersion(dir: string, kind: 'VOD' | 'EVENT' = 'VOD'): Promise<string[]> {
  const problems: string[] = [];
  const say = (isRight: boolean, problem: string) => {
    if (!isRight) problems.push(problem);
  };
  const master = parse(await readFile(join(dir, 'master.m3u8'), 'utf8'));
  if (!('variants' in master)) return ['master.m3u8 is no master playlist'];
  say(master.variants.length > 0, 'the master playlist lists nothing');
  say(master.independentSegments, 'the master playlist lacks EXT-X-INDEPENDENT-SEGMENTS');
  const soundUris = new Set(master.variants.flatMap((v) => v.audio.map((a) => a.uri ?? '')));
  const pictures: Track[] = [];
  const sounds = await Promise.all([...soundUris].map((uri) => readTrack(dir, uri, kind, problems)));
  const soundPeak = Math.max(0, ...sounds.map((t) => t.peakBps));
  for (const variant of master.variants) {
    const { uri } = variant;
    const track = await readTrack(dir, uri, kind, problems);
    const isPicture = variant.resolution !== undefined;
    if (isPicture) pictures.push(track);
    const isAlsoInGroup = soundUris.has(uri);
    const peak = track.peakBps + (isAlsoInGroup ? 0 : soundPeak);
    if (kind === 'VOD') {
      const ratio = variant.bandwidth / peak;
      say(ratio >= 1 && ratio <= 1.1, `${uri}: BANDWIDTH is ${ratio.toFixed(3)} of the measured peak`);
      say((variant.averageBandwidth ?? 0) > 0, `${uri}: no AVERAGE-BANDWIDTH`);
      say((variant.averageBandwidth ?? 0) <= variant.bandwidth, `${uri}: the average is above the peak`);
    }
    problems.push(...(await judgeAttributes(dir, variant)));
  }
  const [first, ...others] = pictures;
  for (const track of others) {
    const isSame =
      track.spans.length === first?.spans.length &&
      track.spans.every((span, i) => Math.abs(span.start - (first.spans[i]?.start ?? Number.NaN)) < 0.002);
    if (kind === 'VOD')
      say(isSame, `${track.uri}: its segments do not begin where those of ${first?.uri} do`);
  }
  for (const track of [...pictures, ...sounds]) {
    // Sound begins with the encoder's own run-in of 1024 samples.
    say(Math.abs(track.spans[0]?.start ?? 9) < 0.03, `${track.uri}: begins at ${track.spans[0]?.start}`);
  }
  return problems;
}

async function readTrack(
  dir: string,
  uri: string,
  kind: 'VOD' | 'EVENT',
  problems: string[],
): Promise<Track> {
  const playlist = parse(await readFile(join(dir, uri), 'utf8'));
  if (!('segments' in playlist)) throw new Error(`${uri} is no media playlist`);
  const say = (isRight: boolean, problem: string) => {
    if (!isRight) problems.push(`${uri}: ${problem}`);
  };
  say(playlist.playlistType === kind, `its type is ${playlist.playlistType}`);
  say(kind === 'EVENT' || playlist.endlist === true, 'it has no end');
  const folder = dirname(join(dir, uri));
  const spans: Track['spans'] = [];
  const sizes: number[] = [];
  for (const segment of playlist.segments) {
    const init = await readFile(join(folder, segment.map?.uri ?? ''));
    const body = await readFile(join(folder, segment.uri));
    const packets = await readPackets(Buffer.concat([init, body]));
    sizes.push(body.length);
    const span = spanOf(packets);
    spans.push(span);
    say(packets[0]?.isKey === true, `${segment.uri} does not begin with a key frame`);
    say(
      Math.round(segment.duration) <= playlist.targetDuration,
      `${segment.uri} exceeds the target duration`,
    );
    say(
      kind === 'EVENT' || segment.duration <= playlist.targetDuration,
      `${segment.uri} is longer than the target`,
    );
    const difference = Math.abs(span.end - span.start - segment.duration);
    say(difference < 0.06, `EXTINF of ${segment.uri} is off by ${difference.toFixed(3)} s`);
    const before = spans.at(-2);
    say(before === undefined || Math.abs(before.end - span.start) < 0.05, `a gap before ${segment.uri}`);
  }
  const peakBps = measurePeak(
    sizes,
    playlist.segments.map((s) => s.duration),
    playlist.targetDuration,
  );
  return { uri, playlist, spans, peakBps };
}

function spanOf(packets: readonly Packet[]): { start: number; end: number } {
  const start = Math.min(...packets.map((p) => p.pts));
  const end = Math.max(...packets.map((p) => p.pts + p.duration));
  return { start, end };
}

/** RFC 8216 section 4.1, written a second time and in another way than the engine's. */
function measurePeak(sizes: readonly number[], durations: readonly number[], target: number): number {
  const rates: number[] = [];
  for (let from = 0; from < sizes.length; from++) {
    for (let to = from + 1; to <= sizes.length; to++) {
      const seconds = durations.slice(from, to).reduce((a, b) => a + b, 0);
      if (seconds > 1.5 * target) break;
      const bits = 8 * sizes.slice(from, to).reduce((a, b) => a + b, 0);
      if (seconds >= 0.5 * target) rates.push(bits / seconds);
    }
  }
  if (rates.length > 0) return Math.max(...rates);
  return Math.max(...sizes.map((size, i) => (8 * size) / (durations[i] ?? 1)));
}

async function judgeAttributes(dir: string, variant: types.Variant): Promise<string[]> {
  const problems: string[] = [];
  const { streams } = await readStreams(join(dir, variant.uri));
  const video = streams.find((s) => s.codec_type === 'video');
  const expected: string[] = [];
  if (video !== undefined) {
    const level = (video.level ?? 0).toString(16).padStart(2, '0');
    expected.push(`avc1.6400${level}`);
    if (video.profile !== 'High') problems.push(`${variant.uri}: profile ${video.profile}`);
    if (video.pix_fmt !== 'yuv420p') problems.push(`${variant.uri}: ${video.pix_fmt}`);
    if (!['1:1', 'N/A', undefined].includes(video.sample_aspect_ratio)) {
      problems.push(`${variant.uri}: pixels of ${video.sample_aspect_ratio}`);
    }
    const size = `${video.width}x${video.height}`;
    const said = `${variant.resolution?.width}x${variant.resolution?.height}`;
    if (size !== said) problems.push(`${variant.uri}: RESOLUTION ${said}, decoded ${size}`);
    const packets = await firstSegmentPackets(dir, variant.uri);
    const steps =
      (packets.length - 1) /
      (Math.max(...packets.map((p) => p.pts)) - Math.min(...packets.map((p) => p.pts)));
    if (packets.length > 1 && Math.abs(steps / (variant.frameRate ?? 0) - 1) > 0.002) {
      problems.push(`${variant.uri}: FRAME-RATE ${variant.frameRate}, measured ${steps.toFixed(3)}`);
    }
  }
  if (variant.audio.length > 0 || video === undefined) expected.push('mp4a.40.2');
  if (variant.codecs !== expected.join(',')) {
    problems.push(`${variant.uri}: CODECS ${variant.codecs}, decoded ${expected.join(',')}`);
  }
  return problems;
}

async function firstSegmentPackets(dir: string, uri: string): Promise<Packet[]> {
  const folder = dirname(join(dir, uri));
  const playlist = parse(await readFile(join(dir, uri), 'utf8'));
  if (!('segments' in playlist)) return [];
  const [segment] = playlist.segments;
  if (segment === undefined) return [];
  const init = await readFile(join(folder, segment.map?.uri ?? ''));
  return readPackets(Buffer.concat([init, await readFile(join(folder, segment.uri))]));
}
