import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as board from '#server/contract/board-schemas.ts';
import { libraryRecordingSchema } from '#server/contract/organizer-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

function forOrganizers(o: {
  summary: string;
  tag: 'board' | 'recordings';
  answer: z.ZodType | 'text/event-stream';
  /** Given where the path names one thing. */
  idOf?: string;
  body?: z.ZodType;
  /** When the answer is 409. */
  conflict?: string;
}): ZodOpenApiOperationObject {
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    tags: [o.tag],
    security: [{ bearer: [] }],
    ...(o.idOf
      ? { requestParams: { path: z.object({ id: z.string().meta({ description: `Id of the ${o.idOf}` }) }) } }
      : {}),
    ...(o.body ? { requestBody: { content: { 'application/json': { schema: o.body } } } } : {}),
    responses: {
      200:
        typeof o.answer === 'string'
          ? { description: o.summary, content: { [o.answer]: { schema: z.string() } } }
          : ok(o.summary, o.answer),
      ...(o.body ? { 400: problem('The body is not valid') } : {}),
      401: problem('Nobody is signed in'),
      403: problem('It belongs to a conference of others'),
      ...(o.idOf ? { 404: problem(`There is no such ${o.idOf}`) } : {}),
      ...(o.conflict ? { 409: problem(o.conflict) } : {}),
    },
  };
}

const action = (
  summary: string,
  o: { body?: z.ZodType; conflict?: string } = {},
): ZodOpenApiOperationObject =>
  forOrganizers({ summary, tag: 'recordings', idOf: 'recording', answer: libraryRecordingSchema, ...o });

/** The board of a conference, and what organizers do with recordings. */
export const boardPaths: ZodOpenApiPathsObject = {
  '/api/v1/organize/conferences': {
    get: forOrganizers({
      summary: 'List the conferences that one organizes',
      tag: 'board',
      answer: board.organizedConferencesSchema,
    }),
  },
  '/api/v1/organize/conferences/{id}/board': {
    get: forOrganizers({
      summary: 'Read the board of a conference',
      tag: 'board',
      idOf: 'conference',
      answer: board.boardSchema,
    }),
  },
  '/api/v1/organize/conferences/{id}/board/events': {
    get: forOrganizers({
      summary: 'Follow the board of a conference as server-sent events',
      tag: 'board',
      idOf: 'conference',
      answer: 'text/event-stream',
    }),
  },
  '/api/v1/organize/conferences/{id}/publish': {
    post: forOrganizers({
      summary: 'Publish many recordings of a conference',
      tag: 'board',
      idOf: 'conference',
      body: board.publishManySchema,
      answer: board.bulkReportSchema,
    }),
  },
  '/api/v1/organize/conferences/{id}/schedule': {
    post: forOrganizers({
      summary: 'Have many recordings of a conference published at a time',
      tag: 'board',
      idOf: 'conference',
      body: board.scheduleManySchema,
      answer: board.bulkReportSchema,
    }),
  },
  '/api/v1/organize/talks/{id}/opt-out': {
    post: forOrganizers({
      summary: 'Say whether the speakers of a talk want a recording shown',
      tag: 'board',
      idOf: 'talk',
      body: board.optOutSchema,
      answer: board.optOutSchema,
    }),
  },
  '/api/v1/recordings/{id}/publish': {
    post: action('Publish a recording', { conflict: 'It has no talk, or the speakers opted out' }),
  },
  '/api/v1/recordings/{id}/unpublish': { post: action('Take a recording back') },
  '/api/v1/recordings/{id}/assign': {
    post: action('Say whose recording it is', { body: board.assignSchema }),
  },
  '/api/v1/recordings/{id}/retry': { post: action('Try a recording again') },
  '/api/v1/recordings/{id}/cancel': {
    post: action('Cancel the work on a recording', { conflict: 'There is no work under way' }),
  },
  '/api/v1/recordings/{id}/schedule': {
    post: action('Have a recording published at a time', {
      body: board.scheduleSchema,
      conflict: 'It has no talk, is published already, or the speakers opted out',
    }),
    delete: action('Take back the time at which a recording is published'),
  },
};
