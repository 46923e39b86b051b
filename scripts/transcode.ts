import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, ConfigError, readConfig } from '#server/kernel/config.ts';
import { transcode } from '#server/transcode/engine.ts';
import type { AudioTrackEntry, VersionManifest } from '#server/transcode/manifest.ts';
import { toMediaError } from '#server/transcode/media-error.ts';
import type { Probe } from '#server/transcode/probe.ts';
import type { EngineProgress } from '#server/transcode/stage.ts';
import { printable } from './command/printable.ts';
import { createProgressLine } from './command/progress-line.ts';
import { timeWords } from './command/time-words.ts';

const HELP = `Usage: npm run transcode -- INPUT OUTDIR [--json]

Makes an HLS version of the recording INPUT in the folder OUTDIR, which must be new or empty.
  OUTDIR/master.m3u8   what players open
  OUTDIR/downloads/    MP4 files of every size and an M4A
  OUTDIR/poster.jpg    a still
  OUTDIR/storyboard/   small pictures of every moment, for a seek bar
The first stage makes it watchable in seconds, in a folder beside OUTDIR that is removed at the end; the lasting
one makes what stays.

Options:
  --json   print one JSON summary on standard output, with the manifests of both stages
  --help   print this

Environment: FFMPEG_PATH, FFPROBE_PATH
Exit codes: 0 done, 1 failed (the reason is on standard error), 2 wrong usage or configuration
`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof readArgs>;
  let config: Config;
  try {
    parsed = readArgs(args);
    config = readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    return 2;
  }
  if (parsed.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { input, outDir, json } = parsed;
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const growingDir = `${outDir}.growing-${process.pid}`;
  const startedAt = performance.now();
  let found: Probe | null = null;
  const times: { playableMs: number | null; firstMs: number | null } = { playableMs: null, firstMs: null };
  let first: VersionManifest | null = null;
  const line = createProgressLine();
  try {
    const manifest = await transcode({
      input,
      growingDir,
      wholeDir: outDir,
      ffmpegPath: config.ffmpegPath,
      ffprobePath: config.ffprobePath,
      signal: stop.signal,
      onProbed: (probed) => {
        found = probed;
      },
      onPlayable: () => {
        times.playableMs = Math.round(performance.now() - startedAt);
      },
      onFirst: (made) => {
        first = made;
        times.firstMs = Math.round(performance.now() - startedAt);
      },
      onProgress: (progress) =>
        line.show(progressWords(progress, times.firstMs === null ? 'first' : 'lasting')),
    });
    line.clear();
    const elapsedMs = Math.round(performance.now() - startedAt);
    if (json) {
      process.stdout.write(
        `${JSON.stringify({ input: { path: input, ...asFacts(found) }, first, manifest, ...times, elapsedMs }, null, 2)}\n`,
      );
    } else {
      const sizes = [...manifest.renditions.map((r) => r.name), ...manifest.audioTracks.map((t) => t.label)];
      process.stdout.write(
        `${resolve(outDir, manifest.masterPlaylist)}: ${sizes.join(', ')} in ${(elapsedMs / 1000).toFixed(1)} s\n`,
      );
      for (const track of manifest.audioTracks) process.stdout.write(`${loudnessLine(track)}\n`);
    }
    return 0;
  } catch (error) {
    line.clear();
    process.stderr.write(`${toMediaError(error).message}\n`);
    return 1;
  } finally {
    await rm(growingDir, { recursive: true, force: true });
  }
}

function readArgs(args: readonly string[]): { help: boolean; json: boolean; input: string; outDir: string } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [input, outDir, ...more] = positionals;
  if (values.help) return { help: true, json: false, input: '', outDir: '' };
  if (input === undefined || outDir === undefined) throw new TypeError('INPUT and OUTDIR are needed.');
  if (more.length > 0) throw new TypeError(`Unexpected argument: ${more[0]}`);
  return { help: false, json: values.json, input: resolve(input), outDir: resolve(outDir) };
}

function asFacts(found: Probe | null): Partial<Probe> {
  return found ?? {};
}

/** `for good, 42%, encode at 1.8x, 1 min 10 s left` */
function progressWords(o: EngineProgress, stage: VersionManifest['stage']): string {
  const { step, ratio, speed, remainingMs } = o;
  return [
    stage === 'first' ? 'to watch at once' : 'for good',
    `${Math.floor(ratio * 100)}%`,
    speed === null ? step : `${step} at ${speed.toFixed(1)}x`,
    ...(remainingMs === null ? [] : [`${timeWords(remainingMs)} left`]),
  ].join(', ');
}

/** `Sound "English": -23.1 LUFS, now -16.0 LUFS, true peak -3.2 dBTP (linear, +7.1 dB)` */
function loudnessLine({ label, loudness }: AudioTrackEntry): string {
  const name = `Sound "${printable(label)}"`;
  if (loudness === null) return `${name}: loudness not measured`;
  const { before, after, gainDb, method, note } = loudness;
  const gain = gainDb === null ? '' : `, ${gainDb > 0 ? '+' : ''}${gainDb.toFixed(1)} dB`;
  const facts = [
    ...(before === null ? [] : [`${before.integratedLufs.toFixed(1)} LUFS`]),
    ...(after === null
      ? []
      : [`now ${after.integratedLufs.toFixed(1)} LUFS`, `true peak ${after.truePeakDbtp.toFixed(1)} dBTP`]),
  ];
  return `${name}: ${facts.join(', ')} (${method}${gain})${note === null ? '' : `. ${note}`}`;
}
