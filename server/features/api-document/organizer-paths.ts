import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as organizers from '#server/contract/organizer-schemas.ts';
import { listQuerySchema } from '#server/contract/schemas.ts';
import { ok, operationId, problem } from './operations.ts';

function forOrganizers(o: {
  summary: string;
  tag: 'jobs' | 'recordings';
  answer: z.ZodType | 'text/plain' | 'text/event-stream';
  /** Given where the path names one thing. */
  idOf?: string;
  query?: z.ZodObject;
  /** When the answer is 409. */
  conflict?: string;
}): ZodOpenApiOperationObject {
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    tags: [o.tag],
    security: [{ bearer: [] }],
    requestParams: {
      ...(o.query ? { query: o.query } : {}),
      ...(o.idOf ? { path: z.object({ id: z.string().meta({ description: `Id of the ${o.idOf}` }) }) } : {}),
    },
    responses: {
      200:
        typeof o.answer === 'string'
          ? { description: o.summary, content: { [o.answer]: { schema: z.string() } } }
          : ok(o.summary, o.answer),
      ...(o.query ? { 400: problem('A parameter is not valid') } : {}),
      401: problem('No token, or a wrong one'),
      ...(o.idOf ? { 404: problem(`There is no such ${o.idOf}`) } : {}),
      ...(o.conflict ? { 409: problem(o.conflict) } : {}),
    },
  };
}

/** What organizers alone may ask: the queue and its jobs, the recordings. */
export const organizerPaths: ZodOpenApiPathsObject = {
  '/api/v1/jobs': {
    get: forOrganizers({
      summary: 'List jobs',
      tag: 'jobs',
      query: listQuerySchema,
      answer: organizers.jobPageSchema,
    }),
  },
  '/api/v1/jobs/events': {
    get: forOrganizers({
      summary: 'Follow jobs as server-sent events',
      tag: 'jobs',
      answer: 'text/event-stream',
    }),
  },
  '/api/v1/jobs/{id}': {
    get: forOrganizers({ summary: 'Read a job', tag: 'jobs', idOf: 'job', answer: organizers.jobSchema }),
  },
  '/api/v1/jobs/{id}/log': {
    get: forOrganizers({ summary: 'Read the log of a job', tag: 'jobs', idOf: 'job', answer: 'text/plain' }),
  },
  '/api/v1/jobs/{id}/cancel': {
    post: forOrganizers({
      summary: 'Cancel a job',
      tag: 'jobs',
      idOf: 'job',
      answer: organizers.jobSchema,
      conflict: 'The job is done or has failed',
    }),
  },
  '/api/v1/jobs/{id}/retry': {
    post: forOrganizers({
      summary: 'Try a failed or cancelled job again',
      tag: 'jobs',
      idOf: 'job',
      answer: organizers.jobSchema,
      conflict: 'The job is done, or about to end',
    }),
  },
  '/api/v1/recordings': {
    get: forOrganizers({
      summary: 'List recordings',
      tag: 'recordings',
      query: organizers.libraryListQuerySchema,
      answer: organizers.libraryRecordingPageSchema,
    }),
  },
  '/api/v1/recordings/{id}': {
    get: forOrganizers({
      summary: 'Read a recording',
      tag: 'recordings',
      idOf: 'recording',
      answer: organizers.libraryRecordingSchema,
    }),
  },
};
