import { encodedColours } from './colours.ts';
import type { StoryboardPlan } from './lasting/storyboard-plan.ts';
import type { VideoPlan } from './plan.ts';
import { seconds } from './span.ts';

/** Where the scene scores are written, relative to the folder ffmpeg runs in. */
export const SCENE_SCORES = 'scene-scores.txt';
/** Moments a second at which the picture is compared with the one before. */
export const SCENE_RATE = 2;

/**
 * The filter graph that makes all pictures of a run from one decode. A rung is scaled from the rung its plan names
 * where that is made too, else from the source. Its outputs are labelled `[v0]`, `[v1]`, ... by the index of the
 * rung, and `[stills]` where a storyboard is asked for, with the scene scores as a file on the way.
 * @param o.rungs indexes of the rungs to make, in rising order
 */
export function buildFilterGraph(
  video: VideoPlan,
  o: { canToneMap: boolean; rungs: readonly number[]; storyboard?: StoryboardPlan | null },
): string {
  const smallest = o.rungs.at(-1) ?? video.rungs.length - 1;
  const pictures = [...new Set([...o.rungs, ...(o.storyboard ? [smallest] : [])])];
  const parentOf = (index: number) => {
    const parent = video.rungs[index]?.scaleFrom ?? null;
    return parent !== null && pictures.includes(parent) ? parent : null;
  };
  const roots = pictures.filter((index) => parentOf(index) === null);
  const start = [...deinterlace(video), `fps=${rate(video)}:start_time=0`, ...until(video)];
  const chains = [`[0:${video.streamIndex}]${start.join(',')}${fan(roots.map((index) => `s${index}`))}`];
  for (const index of pictures) {
    const isRoot = parentOf(index) === null;
    const steps = isRoot ? fromSource(video, index, o.canToneMap) : fromLarger(video, index);
    const children = pictures.filter((other) => parentOf(other) === index).map((other) => `s${other}`);
    const outputs = [
      ...(o.rungs.includes(index) ? [`v${index}`] : []),
      ...children,
      ...(o.storyboard && index === smallest ? ['small'] : []),
    ];
    chains.push(`[s${index}]${steps.join(',')}${fan(outputs)}`);
  }
  if (o.storyboard) chains.push(`[small]${storyboard(o.storyboard)}[stills]`);
  return chains.join(';');
}

/** The picture of every interval's beginning, small; on the way the scores of scene changes. */
function storyboard(plan: StoryboardPlan): string {
  return [
    `fps=${SCENE_RATE}:round=up`,
    `scale=${plan.tileWidth}:${plan.tileHeight}:flags=bicubic:out_range=pc`,
    'format=yuvj420p',
    'scdet=threshold=100',
    `metadata=mode=print:key=lavfi.scd.score:file=${SCENE_SCORES}`,
    `fps=1000/${plan.intervalMs}:round=up`,
  ].join(',');
}

function fan(labels: readonly string[]): string {
  const outputs = labels.map((label) => `[${label}]`).join('');
  return labels.length > 1 ? `,split=${labels.length}${outputs}` : outputs;
}

function deinterlace(video: VideoPlan): string[] {
  return video.deinterlace ? ['bwdif=mode=send_frame:parity=auto:deint=all'] : [];
}

function until({ lengthMs }: VideoPlan): string[] {
  return lengthMs === null ? [] : [`trim=end=${seconds(lengthMs)}`];
}

function rate({ frameRate }: VideoPlan): string {
  return `${frameRate.num}/${frameRate.den}`;
}

function fromLarger(video: VideoPlan, index: number): string[] {
  const { width, height } = sizeOf(video, index);
  return [`scale=${width}:${height}:flags=bicubic`, 'setsar=1'];
}

function fromSource(video: VideoPlan, index: number, canToneMap: boolean): string[] {
  const size = sizeOf(video, index);
  const toSize = video.hdrTransfer !== null && canToneMap ? toneMap(video, size) : [toSdr(video, size)];
  return [...toSize, 'setsar=1', colourTags(video)];
}

function colourTags(video: VideoPlan): string {
  const { matrix, primaries, transfer } = encodedColours(video);
  return `setparams=range=tv:color_primaries=${primaries}:color_trc=${transfer}:colorspace=${matrix}`;
}

function sizeOf(video: VideoPlan, index: number): { width: number; height: number } {
  const rung = video.rungs[index];
  if (rung === undefined) throw new RangeError(`no rung ${index}`);
  return rung;
}

function toSdr(video: VideoPlan, size: { width: number; height: number }): string {
  const to = encodedColours(video).matrix;
  const matrix = `in_color_matrix=${video.inputMatrix}:out_color_matrix=${to}:out_range=tv`;
  return `scale=${size.width}:${size.height}:flags=bicubic:${matrix},format=yuv420p`;
}

/** PQ or HLG to SDR: to linear light, from BT.2020 to BT.709, bright parts compressed, back to a display's curve. */
function toneMap(video: VideoPlan, size: { width: number; height: number }): string[] {
  const source = `tin=${video.hdrTransfer}:min=bt2020nc:pin=bt2020`;
  return [
    `zscale=w=${size.width}:h=${size.height}:f=bicubic:${source}:t=linear:npl=100`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=tonemap=hable:desat=0',
    'zscale=t=bt709:m=bt709:r=limited',
    'format=yuv420p',
  ];
}
