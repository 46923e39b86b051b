import type { LibraryRecording, LoudnessReport } from '#server/contract/wire.ts';
import type { Job } from '#server/jobs/queue.ts';
import { jobWords } from './job-words.ts';
import { printable } from './printable.ts';
import { sizeWords } from './size-words.ts';
import { timeWords } from './time-words.ts';

/** All that is known of a recording as lines for a terminal; nothing that came from outside steers it. */
export function recordingLines(recording: LibraryRecording, job: Job | null): string[] {
  const { talk } = recording;
  const facts: [string, string | null][] = [
    ['arrived as', `${recording.arrivedAs}, ${sizeWords(recording.sizeBytes)}, ${recording.arrivedAt}`],
    ['talk', talk === null ? 'none' : `${talk.slug}: ${talk.title}${talk.isPublic ? '' : ' (not public)'}`],
    [
      'publication',
      recording.publication + (recording.isPrimary ? '' : ', not its talk’s primary recording'),
    ],
    ['match', recording.matchNote],
    ['status', recording.status + (recording.error === null ? '' : `: ${recording.error}`)],
    ['length', recording.durationMs === null ? null : timeWords(recording.durationMs)],
    ...recording.renditions.map((r): [string, string] => [
      `picture ${r.name}`,
      `${r.width}x${r.height}, ${Math.round(r.averageBitrateBps / 1000)} kbit/s, ${sizeWords(r.sizeBytes)}, ${r.origin}`,
    ]),
    ...recording.audioTracks.flatMap((track): [string, string][] => [
      [`sound ${track.id}`, `${track.label}, ${track.channels} channels`],
      ...loudnessLines(track.loudness),
    ]),
    ['captions', recording.captionLanguages.map((language) => language ?? 'unknown').join(', ') || null],
    ['chapters', recording.chapters.length === 0 ? null : String(recording.chapters.length)],
    ...recording.versions.map((v): [string, string] => [
      `version ${v.state}`,
      `${v.id}, ${v.stage}, made ${v.createdAt}${v.servedUntil === null ? '' : `, served until ${v.servedUntil}`}`,
    ]),
    ['job', job === null ? 'none' : `${job.id}: ${jobWords(job)}`],
    ['job’s error', job?.error ?? null],
  ];
  return [
    `recording ${recording.id}`,
    ...facts.flatMap(([name, text]) => (text === null ? [] : [`  ${name.padEnd(16)} ${printable(text)}`])),
  ];
}

function loudnessLines(report: LoudnessReport | null): [string, string][] {
  if (report === null) return [['', 'loudness not measured yet']];
  const gain = report.gainDb === null ? '' : ` by ${report.gainDb.toFixed(1)} dB`;
  return [
    ['  before', measured(report.before)],
    ['  after', `${measured(report.after)} (${report.method}${gain})`],
    ...(report.note === null ? [] : [['  note', report.note] satisfies [string, string]]),
  ];
}

function measured(loudness: LoudnessReport['before']): string {
  if (loudness === null) return 'not measured';
  const { integratedLufs, truePeakDbtp, rangeLu } = loudness;
  return `${integratedLufs.toFixed(1)} LUFS, true peak ${truePeakDbtp.toFixed(1)} dBTP, range ${rangeLu.toFixed(1)} LU`;
}
