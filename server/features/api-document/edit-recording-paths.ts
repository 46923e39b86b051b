import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as edits from '#server/contract/edit-recording-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

function onRecording(o: {
  summary: string;
  /** Null where the answer has no body. */
  answer: z.ZodType | null;
  body?: z.ZodType;
  /** Whether it names the edit that was seen, in If-Match. */
  isEdit?: boolean;
  /** When the answer is 409. */
  conflict?: string;
}): ZodOpenApiOperationObject {
  const seen = z.object({
    'If-Match': z.string().meta({ description: 'The editNumber that was seen, in quotes.' }),
  });
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    tags: ['recordings'],
    security: [{ bearer: [] }],
    requestParams: {
      path: z.object({ id: z.string().meta({ description: 'Id of the recording' }) }),
      ...(o.isEdit ? { header: seen } : {}),
    },
    ...(o.body ? { requestBody: { content: { 'application/json': { schema: o.body } } } } : {}),
    responses: {
      ...(o.answer === null ? { 204: { description: o.summary } } : { 200: ok(o.summary, o.answer) }),
      ...(o.body ? { 400: problem('The body is not valid') } : {}),
      401: problem('Nobody is signed in'),
      403: problem('It belongs to a conference of others'),
      404: problem('There is no such recording'),
      ...(o.conflict ? { 409: problem(o.conflict) } : {}),
    },
  };
}

const editedMeanwhile = 'Somebody edited it meanwhile; the answer says who, and how it is now';

/** Trimming, cutting and replacing recordings. */
export const editRecordingPaths: ZodOpenApiPathsObject = {
  '/api/v1/recordings/{id}/edits': {
    get: onRecording({ summary: 'Read the edits of a recording', answer: edits.recordingEditsSchema }),
  },
  '/api/v1/recordings/{id}/trim': {
    post: onRecording({
      summary: 'Show only a part of a recording',
      isEdit: true,
      body: edits.trimSchema,
      answer: edits.recordingEditsSchema,
      conflict: editedMeanwhile,
    }),
  },
  '/api/v1/recordings/{id}/revert': {
    post: onRecording({
      summary: 'Go back to an earlier edit of a recording',
      isEdit: true,
      body: edits.revertSchema,
      answer: edits.recordingEditsSchema,
      conflict: 'There is no such edit, or a trim for privacy lies between',
    }),
  },
  '/api/v1/recordings/{id}/cut': {
    post: onRecording({
      summary: 'Cut a recording into the talks it holds',
      isEdit: true,
      body: edits.cutSchema,
      answer: edits.cutAnswerSchema,
      conflict: editedMeanwhile,
    }),
  },
  '/api/v1/recordings/{id}/replace': {
    post: onRecording({
      summary: 'Let another recording take the place of one',
      body: edits.replaceSchema,
      answer: null,
      conflict: 'There is no place to take, or the other one cannot take it',
    }),
    delete: onRecording({
      summary: 'Call off a replacement',
      answer: null,
      conflict: 'No recording waits to take the place',
    }),
  },
};
