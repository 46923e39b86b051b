import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as wire from '#server/contract/import-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

const path = z.object({ id: z.string().meta({ description: 'Number of the import' }) });
const refusals = { 401: problem('Nobody is signed in'), 403: problem('It is for a conference of others') };
const ofOne = { ...refusals, 404: problem('There is no such import, or its week is over') };

function operation(summary: string, more: Omit<ZodOpenApiOperationObject, 'operationId'>) {
  return {
    operationId: operationId(summary),
    summary,
    tags: ['imports'],
    security: [{ bearer: [] }],
    ...more,
  };
}

/** Programme files: staged with what they would change, looked at, applied or discarded. */
export const importPaths: ZodOpenApiPathsObject = {
  '/api/v1/organize/imports': {
    post: operation('Stage a programme file', {
      requestParams: { query: wire.stageQuerySchema },
      requestBody: {
        description: 'The file as it is, up to 64 MiB; its name also in X-File-Name.',
        content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
      },
      responses: {
        201: ok('What the file would change; nothing is written yet', wire.stagedImportSchema),
        400: problem('The file cannot be read'),
        ...refusals,
        413: problem('The file is larger than programmes are'),
      },
    }),
    get: operation('List imports that wait', {
      requestParams: { query: wire.importListQuerySchema },
      responses: { 200: ok('Imports that wait', wire.importListSchema), ...refusals },
    }),
  },
  '/api/v1/organize/imports/{id}': {
    get: operation('Read an import', {
      requestParams: { path },
      responses: { 200: ok('The import', wire.stagedImportSchema), ...ofOne },
    }),
    delete: operation('Discard an import', {
      requestParams: { path },
      responses: { 204: { description: 'Discarded' }, ...ofOne },
    }),
  },
  '/api/v1/organize/imports/{id}/entries': {
    get: operation('List what an import would change', {
      requestParams: { path, query: wire.importEntriesQuerySchema },
      responses: {
        200: ok('Entries in the order of the file', wire.importEntryPageSchema),
        400: problem('A parameter is not valid'),
        ...ofOne,
      },
    }),
  },
  '/api/v1/organize/imports/{id}/apply': {
    post: operation('Apply an import', {
      requestParams: { path },
      requestBody: { content: { 'application/json': { schema: wire.applyImportSchema } } },
      responses: {
        200: ok('What was written', wire.appliedImportSchema),
        400: problem('The body is not valid'),
        ...ofOne,
        409: problem('The library changed meanwhile, or the import was applied already'),
      },
    }),
  },
};
