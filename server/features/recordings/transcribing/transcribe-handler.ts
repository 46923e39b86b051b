import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext, JobHandler } from '#server/jobs/run-leased.ts';
import { type CommandTemplate, fillCommand } from '#server/kernel/command-template.ts';
import { AppError } from '#server/kernel/errors.ts';
import { wallLimitMs } from '#server/transcode/limits.ts';
import { killOrphans } from '#server/transcode/orphans.ts';
import { languageLabel } from '../captions/caption-files.ts';
import { fitCues } from '../captions/fit-cues.ts';
import { type Cue, readCaptionFile } from '../captions/read-captions.ts';
import { shownOf } from '../edits/missing-captions.ts';
import { explainFailure } from '../stages/explain-failure.ts';
import { inputOf, type StageDeps } from '../stages/stage-deps.ts';
import { extractSpeech } from './extract-speech.ts';
import { transcribePayload } from './plan-transcripts.ts';
import { runTranscriber } from './run-transcriber.ts';
import type { TranscribeStore, WantedRow } from './store.ts';

export type TranscribeDeps = Pick<
  StageDeps,
  'store' | 'edits' | 'captions' | 'blobs' | 'talks' | 'events' | 'ffmpeg'
> & {
  wanted: TranscribeStore;
  /** The operator's command with its places: {input}, {output} and {language}. */
  command: CommandTemplate;
  /** Where transcriptions under way keep their files. */
  root: string;
  /** Lets the versions of a recording show the captions that are stored now. */
  showCaptions: (recordingId: string, originalId: string) => Promise<void>;
  now?: () => number;
};

const largestBytes = 10 * 1024 * 1024;
/** Share of the work that reading the sound takes. */
const soundShare = 0.1;

/**
 * The job that writes down what is said, with the operator's own program. What that writes is read as a stranger's file,
 * and becomes a track that says that a machine made it; captions that somebody added meanwhile win.
 */
export function createTranscribeHandler(deps: TranscribeDeps): JobHandler {
  const { store, captions, edits, talks, now = Date.now } = deps;

  const transcribe = async (wanted: WantedRow, folder: string, context: JobContext) => {
    const recording = store.byId(wanted.recording_id);
    if (recording === undefined) return null;
    const { signal, note } = context;
    const input = join(folder, 'speech.wav');
    context.report({ progress: 0, step: 'reading the sound' });
    const durationMs = await extractSpeech({
      ...{ input: inputOf(deps, recording), target: input, cwd: folder, language: wanted.language },
      ffprobePath: deps.ffmpeg.ffprobePath,
      tools: { ffmpegPath: deps.ffmpeg.ffmpegPath, signal, onNote: note, nice: 19 },
    });
    const output = join(folder, 'transcript');
    let language = wanted.language;
    const values = { input, output, language: wanted.language?.split('-')[0] ?? 'auto' };
    const argv = fillCommand(deps.command, values);
    note(`transcribing: ${argv.join(' ')}`);
    context.report({ progress: soundShare, step: 'transcribing' });
    await runTranscriber({
      ...{ argv, cwd: folder, limitMs: wallLimitMs(durationMs), signal },
      onProgress: (share) =>
        context.report({ progress: soundShare + share * (1 - soundShare), step: 'transcribing' }),
      onLanguage(found) {
        language ??= found;
      },
    });
    const read = readCaptionFile(await readBounded(`${output}.vtt`), 'The transcript');
    return { cues: fitCues(read.cues, durationMs).cues, language };
  };

  const publish = (
    wanted: WantedRow,
    made: { cues: Cue[]; language: string | null },
    context: JobContext,
  ) => {
    const { original_id } = wanted;
    context.finish(() => {
      // Somebody captioned or removed it meanwhile: theirs is the better one.
      if (deps.wanted.wanted(wanted.recording_id) === null) return;
      const cues = made.cues.filter(shownOf(edits, original_id));
      if (cues.length === 0) return;
      captions.insert(
        {
          ...{ id: randomBytes(8).toString('hex'), original_id, language: made.language },
          ...{ label: languageLabel(made.language), source: 'file', is_default: 0 },
          ...{ created_ms: now(), is_machine_made: 1 },
        },
        cues,
      );
    });
  };

  return {
    async run(context) {
      const { recordingId } = transcribePayload.parse(context.job.payload);
      const wanted = deps.wanted.wanted(recordingId);
      if (wanted === null) return context.note('There are captions by now: nothing to do.');
      const folder = join(deps.root, context.job.id);
      await killOrphans(folder, /./);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      try {
        const made = await transcribe(wanted, folder, context);
        if (made === null) return;
        publish(wanted, made, context);
        deps.events.emit('captions.added', { path: 'transcriber', language: made.language });
        // A crash from here on is put right at the next start, which shows what is stored.
        const recordings = store.ofOriginal(wanted.original_id);
        for (const { id } of recordings) await deps.showCaptions(id, wanted.original_id);
        talks.touch(recordings.flatMap(({ talk_id }) => talk_id ?? []));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    explain: (error, job) =>
      explainFailure(error, store.byId(transcribePayload.parse(job.payload).recordingId)),
  };
}

/** @throws {AppError} where the program wrote nothing, or more than captions ever are */
async function readBounded(file: string): Promise<Buffer> {
  const sizeBytes = await stat(file).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (sizeBytes === null)
    throw new AppError(
      'invalid',
      'The transcriber wrote no file {output}.vtt: TRANSCRIBE_COMMAND must make it write WebVTT there.',
    );
  if (sizeBytes > largestBytes)
    throw new AppError('too_large', 'What the transcriber wrote is larger than captions ever are (10 MiB).');
  return readFile(file);
}
