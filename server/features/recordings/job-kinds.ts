import { z } from 'zod';
import type { NewJob } from '#server/jobs/queue.ts';

export const transcodeKind = 'transcode';

const payloadSchema = z.object({ recordingId: z.string() });

/** The job that makes a recording's versions; there is one at a time for each recording. */
export function transcodeJob(o: { recordingId: string; subject: string }): NewJob {
  return {
    kind: transcodeKind,
    payload: { recordingId: o.recordingId },
    dedupeKey: `${transcodeKind}:${o.recordingId}`,
    recordingId: o.recordingId,
    subject: o.subject,
  };
}

/** Reads the payload of a transcode job. */
export function readTranscodePayload(payload: unknown): z.infer<typeof payloadSchema> {
  return payloadSchema.parse(payload);
}
