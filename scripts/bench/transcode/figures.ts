import { medianOf, megabytes, ratio, seconds } from '../numbers.ts';
import type { BrowserRun } from './browser-side.ts';
import type { EngineRun } from './engine-side.ts';
import { judge, type Row, row } from './judged-row.ts';
import type { SideRun } from './script-side.ts';

/** All sides' work on one input in one run. */
export interface Round {
  ours: EngineRun;
  /** Null where the other sides are not measured. */
  peerEncode: SideRun | null;
  peerCopy: SideRun | null;
  floor: SideRun | null;
  /** Null where no browser is. */
  browser: BrowserRun | null;
}

/** SSIM (Y) of every rung of a side, by lines of the picture. */
export type Quality = ReadonlyMap<number, number>;

export interface Measurement {
  /** `h264` can be watched without encoding. */
  kind: 'h264' | 'other';
  rounds: readonly Round[];
  /** Null where it was not measured; the sides that were not run are empty. */
  quality: null | { ours: Quality; peerEncode: Quality; peerCopy: Quality; floor: Quality };
}

/** The limits, as the project has set them. */
export const musts = {
  firstPlayableMs: { h264: 2000, other: 10_000 },
  ofPeerEncode: 1 / 15,
  ofPeerCopy: 1 / 4,
  wholeOfPeerEncode: 0.7,
  wholeOfFloor: 1.05,
  bytesOfPeerEncode: 0.75,
  ssimLoss: 0.0005,
  memoryBytes: 200e6,
} as const;

/** Renditions of the ladder that the limits on time were set for. */
const FULL_LADDER = 5;

type ScriptSideName = 'peerEncode' | 'peerCopy' | 'floor';
const scriptSides = ['peerEncode', 'peerCopy', 'floor'] as const;

/** Every figure of one input, its limit, and whether it holds; medians over the rounds. */
export function figuresOf(m: Measurement): Row[] {
  const whole = acrossSides(m, (run) => run.wholeMs);
  return [
    ...firstPlayable(m),
    row({ figure: 'complete, wall', ...words(whole, seconds) }),
    ...completeShares(m, whole),
    ...renditions(m),
    ...videoBytes(m),
    ...ssim(m),
    ...memory(m),
  ];
}

/** Limits are set for a full ladder; a small one is searched more thoroughly, and takes its time. */
function completeShares(m: Measurement, whole: Sides): Row[] {
  const isFull = m.rounds.every(({ ours }) => ours.encodedCount >= FULL_LADDER);
  const peer = isFull ? musts.wholeOfPeerEncode : null;
  const floor = isFull ? musts.wholeOfFloor : null;
  return [
    ...shareRow('complete, of the peer’s encode', whole.ours, whole.peerEncode, peer),
    ...shareRow('complete, of the floor', whole.ours, whole.floor, floor),
  ];
}

function firstPlayable(m: Measurement): Row[] {
  const alone = acrossSides(m, (run) => run.firstPlayableMs);
  const browsers = m.rounds.flatMap(({ browser }) => (browser === null ? [] : [browser]));
  const limit = musts.firstPlayableMs[m.kind];
  const must = `at most ${seconds(limit)}`;
  const inBrowser = browsers.length === 0 ? null : medianOf(browsers.map((run) => run.firstFrameMs));
  const rows: Row[] = [];
  if (browsers.length > 0) {
    rows.push(
      row({
        figure: 'first playable, in a browser',
        must,
        ours: inBrowser === null ? 'never' : seconds(inBrowser),
        verdict: judge(inBrowser ?? Number.POSITIVE_INFINITY, { atMost: limit }),
      }),
      stallRow(browsers),
    );
  }
  const aloneRow = row({ figure: 'first playable, engine alone', ...words(alone, seconds) });
  const judged = { ...aloneRow, must, verdict: judge(alone.ours, { atMost: limit }) };
  rows.push(browsers.length > 0 ? aloneRow : judged);
  if (m.kind !== 'h264') return rows;
  const [ours, where] =
    browsers.length > 0
      ? [inBrowser ?? Number.POSITIVE_INFINITY, 'in a browser']
      : [alone.ours, 'engine alone'];
  return [
    ...rows,
    ...shareRow(
      `first playable, ${where}, of the peer’s encode`,
      ours,
      alone.peerEncode,
      musts.ofPeerEncode,
      '1/15',
    ),
    ...shareRow(
      `first playable, ${where}, of the peer’s copy`,
      ours,
      alone.peerCopy,
      musts.ofPeerCopy,
      '1/4',
    ),
  ];
}

function stallRow(browsers: readonly BrowserRun[]): Row {
  const stalls = Math.max(...browsers.map((run) => run.stalls));
  const stalledMs = Math.max(...browsers.map((run) => run.stalledMs));
  const played = Math.min(...browsers.map((run) => run.playedSeconds));
  const problem = browsers.find((run) => run.problem !== null)?.problem ?? null;
  return row({
    figure: `stalls while ${Math.floor(played)} s were played, worst run`,
    must: 'none, to the end',
    ours: [
      stalls === 0 ? 'none' : `${stalls} (${seconds(stalledMs)})`,
      ...(problem === null ? [] : [problem]),
    ].join(', '),
    verdict: stalls === 0 && problem === null ? 'met' : 'missed',
  });
}

function renditions(m: Measurement): Row[] {
  const [round] = m.rounds;
  if (round === undefined) return [];
  const count = (name: ScriptSideName) => round[name]?.rungs.length ?? null;
  const { encodedCount, rungs } = round.ours;
  const text = (n: number | null) => (n === null ? null : String(n));
  const wanted = count('peerEncode');
  return [
    row({
      figure: 'renditions',
      must: wanted === null ? null : `at least ${wanted}`,
      ours:
        encodedCount === rungs.length
          ? `${rungs.length}`
          : `${rungs.length}, ${encodedCount} of them encoded`,
      peerEncode: text(wanted),
      peerCopy: text(count('peerCopy')),
      floor: text(count('floor')),
      verdict: wanted === null ? null : judge(rungs.length, { atLeast: wanted }),
    }),
  ];
}

function videoBytes(m: Measurement): Row[] {
  const bytes = acrossSides(m, (run) => run.rungs.reduce((sum, rung) => sum + rung.videoBytes, 0));
  return [
    row({ figure: 'video bytes, all rungs', ...words(bytes, megabytes) }),
    ...shareRow('video bytes, of the peer’s encode', bytes.ours, bytes.peerEncode, musts.bytesOfPeerEncode),
  ];
}

function ssim({ quality }: Measurement): Row[] {
  if (quality === null) return [];
  const text = (value: number | undefined) => value?.toFixed(5) ?? null;
  return [...quality.ours].map(([height, ours]) => {
    const peer = quality.peerEncode.get(height);
    return row({
      figure: `SSIM (Y), ${height} lines`,
      must: peer === undefined ? null : `at least ${(peer - musts.ssimLoss).toFixed(5)}`,
      ours: ours.toFixed(5),
      peerEncode: text(peer),
      peerCopy: text(quality.peerCopy.get(height)),
      floor: text(quality.floor.get(height)),
      verdict: peer === undefined ? null : judge(ours, { atLeast: peer - musts.ssimLoss }),
    });
  });
}

function memory(m: Measurement): Row[] {
  const servers = m.rounds.flatMap(({ browser }) =>
    browser === null ? [] : [browser.serverPeakMemoryBytes],
  );
  return [
    ...memoryRow(
      'memory of the engine’s process',
      m.rounds.map(({ ours }) => ours.peakMemoryBytes),
    ),
    ...(servers.length > 0 ? memoryRow('memory of the server, meanwhile', servers) : []),
  ];
}

/** The most memory that any run took, against the limit. */
export function memoryRow(figure: string, peaks: ReadonlyArray<number | null>): Row[] {
  const known = peaks.filter((peak) => peak !== null);
  if (known.length === 0) return [];
  const worst = Math.max(...known);
  return [
    row({
      figure: `${figure}, worst run`,
      must: `at most ${megabytes(musts.memoryBytes)}`,
      ours: megabytes(worst),
      verdict: judge(worst, { atMost: musts.memoryBytes }),
    }),
  ];
}

/** One figure as a share of another side's; nothing where that side was not measured. */
function shareRow(
  figure: string,
  ours: number | null,
  theirs: number | null,
  limit: number | null,
  name?: string,
): Row[] {
  const share = ratio(ours, theirs);
  if (theirs === null || share === null) return [];
  return [
    row({
      figure,
      must: limit === null ? null : `at most ${name ?? limit.toFixed(2)}`,
      ours: Number.isFinite(share) ? share.toFixed(3) : 'never',
      verdict: limit === null ? null : judge(share, { atMost: limit }),
    }),
  ];
}

type Sides = Record<'ours' | ScriptSideName, number | null>;

function acrossSides({ rounds }: Measurement, figure: (run: SideRun) => number | null): Sides {
  const of = (name: 'ours' | ScriptSideName) =>
    medianOf(
      rounds.map((round) => {
        const run = round[name];
        return run === null ? null : figure(run);
      }),
    );
  const sides = Object.fromEntries(scriptSides.map((name) => [name, of(name)])) as Record<
    ScriptSideName,
    number | null
  >; // its very keys
  return { ours: of('ours'), ...sides };
}

function words(sides: Sides, text: (value: number) => string): Omit<Row, 'figure' | 'must' | 'verdict'> {
  const say = (value: number | null) => (value === null ? null : text(value));
  return {
    ours: say(sides.ours) ?? 'never',
    peerEncode: say(sides.peerEncode),
    peerCopy: say(sides.peerCopy),
    floor: say(sides.floor),
  };
}
