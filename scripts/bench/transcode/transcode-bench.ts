import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine, ffmpegVersion } from '../machine.ts';
import { type Corpus, findCorpus } from './corpus.ts';
import { figuresOf } from './figures.ts';
import { type HourMeasurement, hourFigures, measureHour } from './hour.ts';
import {
  type BenchInput,
  describeInput,
  filmLadder,
  loopTo,
  makeClip,
  makeTalk,
  makeVp9,
  type Tools,
} from './inputs.ts';
import { countMissed } from './judged-row.ts';
import { type MeasureOptions, measure } from './measure.ts';
import { type InputName, ladderFor, type TranscodeOptions } from './options.ts';
import { formatHead, formatSection, formatVerdict, type Report, type Section } from './report.ts';
import { readProgram } from './run-program.ts';
import { readPicture } from './video-facts.ts';
import { writeReport } from './write-report.ts';

export interface BenchPlace {
  /** For everything that is made; removed by who made it. */
  folder: string;
  tools: Tools;
  env: NodeJS.ProcessEnv;
  /** Takes the report, part by part. */
  print: (text: string) => void;
  /** Takes what is being done. */
  say: (sentence: string) => void;
}

/** Part of the whole measurement: one input with the sides that are measured on it. */
interface Part {
  title: string;
  input: string;
  peer: MeasureOptions['peer'];
  hasBrowser: boolean;
  hasQuality: boolean;
}

const vp9Seconds = 70;
const ssimSeconds = 40;
const hourNote = 'The floor is one bare ffmpeg that copies the same recording into segments.';

/** Measures what the options ask for and prints it. @returns how many limits were missed */
export async function benchTranscode(options: TranscodeOptions, place: BenchPlace): Promise<number> {
  const { folder, tools } = place;
  const corpus = await findCorpus(place.env);
  for (const note of corpus.notes) place.say(note);
  const parts = await planParts(options, corpus, place);
  if (parts.some(({ hasBrowser }) => hasBrowser)) await prepareBrowser(place);
  const head = {
    machine: describeMachine(),
    ffmpeg: await ffmpegVersion(tools.ffmpegPath),
    date: new Date().toISOString().slice(0, 10),
    runs: options.runs,
  };
  place.print(`${formatHead(head)}\n`);
  const sections: Section[] = [];
  const measurements: unknown[] = [];
  const add = (section: Section, measurement: object) => {
    place.print(`${formatSection(section)}\n`);
    sections.push(section);
    measurements.push({ name: section.input.name, ...measurement });
  };
  for (const part of parts) {
    const input = await describeInput(part.title, part.input, tools);
    const measurement = await measure({
      ...part,
      input,
      folder,
      runs: options.runs,
      tools,
      ssimSeconds: part.hasQuality ? (options.isFull ? 'all' : ssimSeconds) : 'none',
      say: place.say,
    });
    const notes = part.hasQuality && measurement.quality !== null ? [ssimNote(options.isFull)] : [];
    add({ input, rows: figuresOf(measurement), notes }, measurement);
  }
  if (corpus.corpusDir !== null && wants(options, 'hour')) {
    const { input, ...measurement } = await benchHour(options, corpus.corpusDir, place);
    add({ input, rows: hourFigures(measurement), notes: [hourNote] }, measurement);
  }
  place.print(formatVerdict(sections));
  const report: Report = { ...head, sections };
  if (options.json !== null) await writeFile(options.json, toJson({ report, measurements }));
  if (options.isWritten) await writeReport(report);
  return countMissed(sections.flatMap(({ rows }) => rows));
}

async function planParts(o: TranscodeOptions, corpus: Corpus, place: BenchPlace): Promise<Part[]> {
  const { folder, tools } = place;
  const { corpusDir } = corpus;
  const benchDir = o.hasPeer ? corpus.benchDir : null;
  const peer = (ladder: string | null) => (benchDir === null ? null : { benchDir, ladder });
  const part = (given: Pick<Part, 'title' | 'input'> & Partial<Part>): Part => ({
    peer: null,
    hasBrowser: o.hasBrowser,
    hasQuality: true,
    ...given,
  });
  if (o.input !== null) {
    const { height } = await readPicture(o.input, tools);
    return [part({ title: 'The given file', input: o.input, peer: peer(o.ladder ?? ladderFor(height)) })];
  }
  if (corpusDir === null) {
    const clip = await makeClip({ seconds: Math.min(30, o.seconds), path: join(folder, 'clip.mp4'), tools });
    return [part({ title: 'A generated clip', input: clip, peer: peer(ladderFor(720)) })];
  }
  const parts: Part[] = [];
  if (wants(o, 'talk') || wants(o, 'vp9')) {
    place.say(`input      the talk, ${o.seconds} s`);
    const talk = await makeTalk({ corpusDir, seconds: o.seconds });
    if (wants(o, 'talk')) parts.push(part({ title: 'The talk', input: talk, peer: peer(null) }));
    if (wants(o, 'vp9')) {
      place.say('input      the talk as VP9');
      const vp9 = await makeVp9({ talk, seconds: Math.min(vp9Seconds, o.seconds), tools });
      parts.push(part({ title: 'The talk as VP9', input: vp9, hasQuality: false }));
    }
  }
  if (wants(o, 'film')) {
    const source = join(corpusDir, 'media/bbb.mp4');
    const film = await loopTo({ source, seconds: o.seconds, path: join(folder, 'film.mp4'), tools });
    parts.push(part({ title: 'The film', input: film, peer: peer(filmLadder), hasBrowser: false }));
  }
  return parts;
}

function wants(o: TranscodeOptions, name: InputName): boolean {
  return o.input === null && (o.only === null || o.only === name);
}

/** The film repeated to thirty times the others' length: an hour, unless they are shorter. */
async function benchHour(
  { seconds, runs, isLong }: TranscodeOptions,
  corpusDir: string,
  { folder, tools, say }: BenchPlace,
): Promise<HourMeasurement & { input: BenchInput }> {
  say('input      the film, repeated');
  const source = join(corpusDir, 'media/bbb.mp4');
  const path = await loopTo({ source, seconds: 30 * seconds, path: join(folder, 'hour.mp4'), tools });
  const input = await describeInput('The film, repeated', path, tools);
  const measurement = await measureHour({ input: path, folder, runs, tools, isLong, say });
  return { input, ...measurement };
}

/** The tests' own set-up: Chromium is there and the client is built. */
async function prepareBrowser({ say }: BenchPlace): Promise<void> {
  say('set-up     browser and client');
  const root = join(import.meta.dirname, '../../..');
  await readProgram({ program: process.execPath, args: ['scripts/setup.mjs', 'test'], cwd: root });
}

function ssimNote(isFull: boolean): string {
  const span = isFull ? 'the whole length' : `the first ${ssimSeconds} s`;
  return `SSIM is the mean over ${span}, against the source scaled bicubically. Each side’s frames are paired with the source’s at the shift, of 3 frames either way, in which that side does best; where frame rates differ, each shown frame counts with the better of the two source frames beside it.`;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, (_, one) => (one instanceof Map ? Object.fromEntries(one) : one), 2)}\n`;
}
