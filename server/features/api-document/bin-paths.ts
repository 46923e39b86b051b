import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import {
  binPageSchema,
  deletableKindSchema,
  deleteQuerySchema,
  deletionSchema,
} from '#server/contract/bin-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

const idPath = z.object({ id: z.string() });
const itemPath = z.object({ kind: deletableKindSchema, id: z.string() });

function forOrganizers(o: {
  summary: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  answer: z.ZodType | null;
  conflict?: string;
}): ZodOpenApiOperationObject {
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    tags: ['bin'],
    security: [{ bearer: [] }],
    requestParams: { ...(o.path ? { path: o.path } : {}), ...(o.query ? { query: o.query } : {}) },
    responses: {
      ...(o.answer === null ? { 204: { description: 'Done' } } : { 200: ok(o.summary, o.answer) }),
      401: problem('Not signed in'),
      403: problem('It belongs to a conference that you do not organize'),
      ...(o.path ? { 404: problem('There is no such thing') } : {}),
      ...(o.conflict ? { 409: problem(o.conflict) } : {}),
    },
  };
}

const deletable = [
  ['/api/v1/organize/conferences/{id}', 'conference'],
  ['/api/v1/organize/talks/{id}', 'talk'],
  ['/api/v1/organize/speakers/{id}', 'speaker'],
  ['/api/v1/recordings/{id}', 'recording'],
] as const;

/** Deleting, as an operation on each thing's own address. */
export const deleteOperations: Readonly<Record<string, { delete: ZodOpenApiOperationObject }>> =
  Object.fromEntries(
    deletable.map(([path, kind]) => [
      path,
      {
        delete: forOrganizers({
          summary: `Delete a ${kind}`,
          path: idPath,
          query: deleteQuerySchema,
          answer: null,
        }),
      },
    ]),
  );

/** What will go with a thing, and what lies in the bin. */
export const binPaths: ZodOpenApiPathsObject = {
  ...Object.fromEntries(
    deletable.map(([path, kind]) => [
      `${path}/deletion`,
      {
        get: forOrganizers({
          summary: `Read what goes with a ${kind}`,
          path: idPath,
          answer: deletionSchema,
        }),
      },
    ]),
  ),
  '/api/v1/organize/bin': { get: forOrganizers({ summary: 'List the bin', answer: binPageSchema }) },
  '/api/v1/organize/bin/{kind}/{id}': {
    delete: forOrganizers({ summary: 'Delete a thing of the bin for good', path: itemPath, answer: null }),
  },
  '/api/v1/organize/bin/{kind}/{id}/restore': {
    post: forOrganizers({
      summary: 'Take a thing back out of the bin',
      path: itemPath,
      answer: null,
      conflict: 'It is not in the bin, or its conference is',
    }),
  },
};
