import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as uploads from '#server/contract/upload-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

type Responses = ZodOpenApiOperationObject['responses'];

const nobody = {
  401: problem('Nobody is signed in'),
  403: problem('This is for organizers of the conference'),
};
const notOwn = { 404: problem('There is no such upload of one’s own') };
const expired = { 410: problem('Nothing has arrived for too long: the upload is gone') };
const offset = { 'Upload-Offset': { schema: { type: 'integer' as const } } };

function operation(o: {
  summary: string;
  isOfOne?: boolean;
  query?: z.ZodObject;
  description?: string;
  responses: Responses;
}): ZodOpenApiOperationObject {
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    ...(o.description !== undefined && { description: o.description }),
    tags: ['uploads'],
    security: [{ bearer: [] }],
    requestParams: {
      ...(o.query && { query: o.query }),
      ...(o.isOfOne && { path: z.object({ id: z.string().meta({ description: 'Id of the upload' }) }) }),
    },
    responses: { ...o.responses, ...nobody, ...(o.isOfOne ? notOwn : {}) },
  };
}

/** Resumable uploads: tus 1.0.0 (https://tus.io/protocols/resumable-upload), and what a sender wants to know besides. */
export const uploadPaths: ZodOpenApiPathsObject = {
  '/api/v1/uploads': {
    get: operation({
      summary: 'List one’s own uploads',
      query: uploads.uploadListQuerySchema,
      responses: { 200: ok('List one’s own uploads', uploads.uploadPageSchema) },
    }),
    post: operation({
      summary: 'Create an upload (tus creation, creation-with-upload, creation-defer-length)',
      description:
        'Keys of Upload-Metadata: `filename`; `conferenceId`, which only admins may leave out; and if wanted `relativePath`, `filetype`, `talk` (slug or guid), `sha256` (hexadecimal), `lastModified` (ms).',
      responses: {
        201: { description: 'Location says where it is', headers: { ...offset } },
        400: problem('A header is not valid'),
        404: problem('There is no such conference, or talk'),
        412: problem('Tus-Resumable is not 1.0.0'),
        413: problem('The file is larger than one may be'),
        415: problem('By its name or type it is no recording'),
        507: problem('The disk has no room for it: `missingBytes` says how much is missing'),
      },
    }),
    options: operation({
      summary: 'Ask what is spoken here (tus)',
      responses: { 204: { description: 'Tus-Version, Tus-Extension, Tus-Max-Size' } },
    }),
  },
  '/api/v1/uploads/limits': {
    get: operation({
      summary: 'Read what may be uploaded',
      responses: { 200: ok('Read what may be uploaded', uploads.uploadLimitsSchema) },
    }),
  },
  '/api/v1/uploads/{id}': {
    get: operation({
      summary: 'Read an upload',
      isOfOne: true,
      responses: { 200: ok('Read an upload', uploads.uploadSchema) },
    }),
    head: operation({
      summary: 'Ask where an upload stands (tus)',
      isOfOne: true,
      responses: { 200: { description: 'It stands at Upload-Offset', headers: { ...offset } }, ...expired },
    }),
    patch: operation({
      summary: 'Send bytes of an upload (tus)',
      isOfOne: true,
      responses: {
        204: { description: 'They have arrived up to Upload-Offset', headers: { ...offset } },
        400: problem('A header is not valid'),
        409: problem('The upload does not stand at the given offset, or is whole'),
        ...expired,
        412: problem('Tus-Resumable is not 1.0.0'),
        413: problem('These are more bytes than were announced'),
        415: problem('The bytes are not sent as application/offset+octet-stream'),
        507: problem('The disk is full'),
      },
    }),
    delete: operation({
      summary: 'Take an upload back (tus termination)',
      isOfOne: true,
      responses: {
        204: { description: 'It is gone; a recording that came of it stays' },
        409: problem('It is whole, and about to be taken'),
      },
    }),
  },
};
