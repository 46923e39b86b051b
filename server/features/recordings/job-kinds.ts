import { z } from 'zod';
import type { Job, NewJob } from '#server/jobs/queue.ts';

export const transcodeKind = 'transcode';

/** What is made: something to watch at once, then everything for good. */
export type Stage = 'first' | 'lasting';

/** The first stage is urgent: a new recording does not wait for others to be finished. */
export const stagePriority: Readonly<Record<Stage, number>> = { first: 50, lasting: 100 };

/** Jobs stored before there were stages have none: what lies in the library decides. */
const payloadSchema = z.object({ recordingId: z.string(), stage: z.enum(['first', 'lasting']).optional() });

/** The job that makes a recording's versions; there is one at a time for each recording. */
export function transcodeJob(o: { recordingId: string; subject: string; stage?: Stage }): NewJob {
  const stage = o.stage ?? 'first';
  return {
    kind: transcodeKind,
    payload: transcodePayload(o.recordingId, stage),
    dedupeKey: `${transcodeKind}:${o.recordingId}`,
    recordingId: o.recordingId,
    subject: o.subject,
    priority: stagePriority[stage],
  };
}

/** The payload of a transcode job at one of its stages. */
export function transcodePayload(recordingId: string, stage: Stage): z.infer<typeof payloadSchema> {
  return { recordingId, stage };
}

/** Reads the payload of a transcode job. */
export function readTranscodePayload(payload: unknown): z.infer<typeof payloadSchema> {
  return payloadSchema.parse(payload);
}

/** The recording that a job is about, also where it is not the one that makes its versions. */
export function recordingOf(job: Pick<Job, 'recordingId' | 'payload'>): string | null {
  const about = z.object({ recordingId: z.string() }).safeParse(job.payload);
  return job.recordingId ?? about.data?.recordingId ?? null;
}

/** The stage that a job is at; null where its kind has none. */
export function stageOf(job: Pick<Job, 'kind' | 'payload'>): Stage | null {
  return job.kind === transcodeKind ? (readTranscodePayload(job.payload).stage ?? null) : null;
}
