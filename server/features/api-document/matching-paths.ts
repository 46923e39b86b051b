import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import * as match from '#server/contract/matching-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

const common = {
  tags: ['matching'],
  security: [{ bearer: [] }],
  requestParams: { path: z.object({ id: z.string().meta({ description: 'Id of the conference' }) }) },
};
const refusals = {
  401: problem('Nobody is signed in'),
  403: problem('It is a conference of others'),
  404: problem('There is no such conference'),
};

/** Which talk each recording of a conference is of. */
export const matchingPaths: ZodOpenApiPathsObject = {
  '/api/v1/organize/conferences/{id}/matches': {
    get: {
      ...common,
      operationId: operationId('Read the matches of a conference'),
      summary: 'Read the matches of a conference',
      responses: { 200: ok('The programme and the recordings', match.matchesSchema), ...refusals },
    },
    post: {
      ...common,
      operationId: operationId('Decide about matches of a conference'),
      summary: 'Decide about matches of a conference',
      requestBody: { content: { 'application/json': { schema: match.decisionsSchema } } },
      responses: {
        200: ok('What became of each decision', match.decisionReportSchema),
        400: problem('The body is not valid'),
        ...refusals,
      },
    },
  },
};
