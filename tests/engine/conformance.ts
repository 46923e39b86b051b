import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, type types } from 'hls-parser';
import { decodePictures, type Packet, readPackets, readStreams } from './inspect.ts';

type MediaPlaylist = types.MediaPlaylist;

interface Track {
  uri: string;
  playlist: MediaPlaylist;
  /** First and last moment of every segment, in seconds. */
  spans: Array<{ start: number; end: number }>;
  peakBps: number;
  /** All bits over all seconds that the playlist gives. */
  averageBps: number;
}

/** Profiles and their compatibility as CODECS writes them (RFC 6381), by ffprobe's name. */
const PROFILES = new Map([
  ['High', '6400'],
  ['Main', '4d40'],
  ['Constrained Baseline', '42c0'],
]);

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
  const soundAverage = Math.max(0, ...sounds.map((t) => t.averageBps));
  for (const variant of master.variants) {
    const { uri } = variant;
    if (variant.isIFrameOnly) {
      problems.push(...(await judgeKeyFrames(dir, variant)));
      continue;
    }
    const track = await readTrack(dir, uri, kind, problems);
    const isPicture = variant.resolution !== undefined;
    if (isPicture) pictures.push(track);
    const isAlsoInGroup = soundUris.has(uri);
    const peak = track.peakBps + (isAlsoInGroup ? 0 : soundPeak);
    if (kind === 'VOD') {
      const ratio = variant.bandwidth / peak;
      say(ratio >= 1 && ratio <= 1.1, `${uri}: BANDWIDTH is ${ratio.toFixed(3)} of the measured peak`);
      const average = track.averageBps + (isAlsoInGroup ? 0 : soundAverage);
      const share = (variant.averageBandwidth ?? 0) / average;
      say(
        Math.abs(share - 1) <= 0.02,
        `${uri}: AVERAGE-BANDWIDTH is ${share.toFixed(3)} of the measured average`,
      );
    }
    problems.push(...(await judgeAttributes(dir, variant)));
  }
  const [first, ...others] = pictures;
  for (const track of others) {
    if (kind === 'VOD' && first !== undefined) problems.push(...compareBoundaries(track, first));
  }
  for (const track of [...pictures, ...sounds]) {
    // Sound begins with the encoder's own run-in of 1024 samples.
    say(Math.abs(track.spans[0]?.start ?? 9) < 0.03, `${track.uri}: begins at ${track.spans[0]?.start}`);
  }
  return problems;
}

/** Renditions are cut alike: as many segments, and each begins and ends where its like in the first one does. */
function compareBoundaries(track: Track, first: Track): string[] {
  const [count, expected] = [track.spans.length, first.spans.length];
  if (count !== expected) return [`${track.uri}: ${count} segments, ${first.uri} has ${expected}`];
  return track.spans.flatMap((span, i) => {
    const { start = Number.NaN, end = Number.NaN } = first.spans[i] ?? {};
    if (Math.abs(span.start - start) < 0.002 && Math.abs(span.end - end) < 0.002) return [];
    return [
      `${track.uri}: segment ${i} is ${span.start} to ${span.end}, that of ${first.uri} ${start} to ${end}`,
    ];
  });
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
  const seconds = playlist.segments.reduce((sum, s) => sum + s.duration, 0);
  const averageBps = (8 * sizes.reduce((a, b) => a + b, 0)) / seconds;
  return { uri, playlist, spans, peakBps, averageBps };
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
    expected.push(`avc1.${PROFILES.get(video.profile ?? '') ?? video.profile}${level}`);
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

/** An I-frame playlist (RFC 8216 4.3.3.6): each of its byte ranges, behind the header, decodes to one picture. */
async function judgeKeyFrames(dir: string, variant: types.Variant): Promise<string[]> {
  const { uri } = variant;
  const problems: string[] = [];
  const text = await readFile(join(dir, uri), 'utf8');
  const playlist = parse(text);
  if (!('segments' in playlist) || !playlist.isIFrame) return [`${uri}: no I-frame playlist`];
  const folder = dirname(join(dir, uri));
  const durations = (media: string) => media.match(/#EXTINF:[^,]*/g)?.join();
  const whole = await readFile(join(folder, 'index.m3u8'), 'utf8');
  if (durations(text) !== durations(whole)) problems.push(`${uri}: not the times of its rendition`);
  let peak = 0;
  for (const { uri: name, byterange, map, duration } of playlist.segments) {
    const init = await readFile(join(folder, map?.uri ?? ''));
    const { offset = 0, length = 0 } = byterange ?? {};
    const bytes = (await readFile(join(folder, name))).subarray(offset, offset + length);
    const { pictures, size } = await decodePictures(Buffer.concat([init, bytes]));
    if (pictures !== 1) problems.push(`${uri}: ${name} at ${offset} decodes to ${pictures} pictures`);
    const said = `${variant.resolution?.width}x${variant.resolution?.height}`;
    if (size !== said) problems.push(`${uri}: RESOLUTION ${said}, decoded ${size}`);
    peak = Math.max(peak, (8 * length) / duration);
  }
  const ratio = variant.bandwidth / peak;
  if (ratio < 1 || ratio > 1.1)
    problems.push(`${uri}: BANDWIDTH is ${ratio.toFixed(3)} of its largest picture`);
  return problems;
}
