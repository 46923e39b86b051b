import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { mergedSchema, peopleSchema } from '#server/contract/people-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

const common = (summary: string) => ({
  operationId: operationId(summary),
  summary,
  tags: ['people'],
  security: [{ bearer: [] }],
});
const idOf = (what: string) => z.string().meta({ description: `Id of the ${what}` });
const pair = { requestParams: { path: z.object({ id: idOf('speaker'), other: idOf('other speaker') }) } };
const denied = {
  401: problem('Nobody is signed in'),
  403: problem('One of them belongs to conferences of others'),
};
const refusals = { ...denied, 404: problem('There is no such speaker') };

/** Speakers who may be one person. */
export const peoplePaths: ZodOpenApiPathsObject = {
  '/api/v1/organize/people': {
    get: {
      ...common('List speakers who may be one person'),
      responses: { 200: ok('Proposals, and merges that can be undone', peopleSchema), ...denied },
    },
  },
  '/api/v1/organize/people/{id}/{other}/merge': {
    post: {
      ...common('Merge the other speaker into this one'),
      ...pair,
      responses: {
        200: ok('Merged', mergedSchema),
        ...refusals,
        409: problem('A talk bills both, or one was merged meanwhile'),
      },
    },
  },
  '/api/v1/organize/people/{id}/{other}/reject': {
    post: {
      ...common('Say that two speakers are two people'),
      ...pair,
      responses: { 204: { description: 'They are not proposed again' }, ...refusals },
    },
  },
  '/api/v1/organize/merges/{id}/undo': {
    post: {
      ...common('Undo a merge of speakers'),
      requestParams: { path: z.object({ id: idOf('merge') }) },
      responses: {
        204: { description: 'They are two again' },
        ...denied,
        404: problem('There is no such merge'),
        409: problem('The speaker kept was merged with another since'),
      },
    },
  },
};
