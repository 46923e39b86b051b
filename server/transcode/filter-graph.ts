import type { VideoPlan } from './plan.ts';

const SDR_TAGS = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709';

/**
 * The filter graph that makes every rung from one decode: the top rung from the source, each other from the next
 * larger one. Its outputs are labelled `[v0]`, `[v1]`, ... in the order of the rungs.
 */
export function buildFilterGraph(video: VideoPlan, o: { canToneMap: boolean }): string {
  const { rungs, frameRate } = video;
  const [top, ...lower] = rungs;
  if (top === undefined) throw new RangeError('a picture needs at least one rung');
  const head = [
    ...(video.deinterlace ? ['bwdif=mode=send_frame:parity=auto:deint=all'] : []),
    `fps=${frameRate.num}/${frameRate.den}`,
    ...(video.hdrTransfer !== null && o.canToneMap ? toneMap(video, top) : [toSdr(video, top)]),
    'setsar=1',
    SDR_TAGS,
  ];
  const chains = [`[0:${video.streamIndex}]${head.join(',')}${taps(0, lower.length > 0)}`];
  lower.forEach((rung, i) => {
    const isLast = i === lower.length - 1;
    chains.push(`[c${i}]scale=${rung.width}:${rung.height}:flags=bicubic,setsar=1${taps(i + 1, !isLast)}`);
  });
  return chains.join(';');
}

function taps(index: number, goesOn: boolean): string {
  return goesOn ? `,split=2[v${index}][c${index}]` : `[v${index}]`;
}

function toSdr(video: VideoPlan, size: { width: number; height: number }): string {
  const matrix = `in_color_matrix=${video.inputMatrix}:out_color_matrix=bt709:out_range=tv`;
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
