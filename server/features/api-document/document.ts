import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import * as wire from '#server/contract/schemas.ts';
import { accountPaths } from './account-paths.ts';
import { binPaths, deleteOperations } from './bin-paths.ts';
import { boardPaths } from './board-paths.ts';
import { captionPaths } from './caption-paths.ts';
import { editRecordingPaths } from './edit-recording-paths.ts';
import { editingPaths } from './editing-paths.ts';
import { importPaths } from './import-paths.ts';
import { matchingPaths } from './matching-paths.ts';
import { ok, operationId, problem } from './operations.ts';
import { organizerPaths } from './organizer-paths.ts';
import { peoplePaths } from './people-paths.ts';
import { transcriptPaths } from './transcript-paths.ts';
import { uploadPaths } from './upload-paths.ts';
import { viewPaths } from './view-paths.ts';

function read(o: {
  summary: string;
  tag: string;
  answer: z.ZodType;
  query?: z.ZodObject;
  slugOf?: string;
}): ZodOpenApiOperationObject {
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    tags: [o.tag],
    requestParams: {
      ...(o.query ? { query: o.query } : {}),
      ...(o.slugOf
        ? { path: z.object({ slug: z.string().meta({ description: `Slug of the ${o.slugOf}` }) }) }
        : {}),
    },
    responses: {
      200: ok(o.summary, o.answer),
      304: { description: 'Not changed since the ETag given in If-None-Match' },
      ...(o.query ? { 400: problem('A parameter is not valid') } : {}),
      ...(o.tag === 'search' ? { 429: problem('Too many searches in a minute') } : {}),
      ...(o.slugOf
        ? {
            ...(o.slugOf === 'conference'
              ? {}
              : { 301: { description: `The ${o.slugOf} has moved to another slug` } }),
            404: problem(`There is no such ${o.slugOf}`),
          }
        : {}),
    },
  };
}

const languageQuery = z.object({
  lang: z.string().optional().meta({ description: 'Language of texts and names: en, ru, ja' }),
});

const viewerPaths: ZodOpenApiPathsObject = {
  '/api/v1/conferences': {
    get: read({
      summary: 'List conferences',
      tag: 'catalogue',
      query: wire.listQuerySchema,
      answer: wire.conferencePageSchema,
    }),
  },
  '/api/v1/conferences/{slug}': {
    get: read({
      summary: 'Read a conference',
      tag: 'catalogue',
      query: languageQuery,
      slugOf: 'conference',
      answer: wire.conferenceSchema,
    }),
  },
  '/api/v1/talks': {
    get: read({
      summary: 'List talks',
      tag: 'catalogue',
      query: wire.talkListQuerySchema,
      answer: wire.talkPageSchema,
    }),
  },
  '/api/v1/talks/{slug}': {
    get: read({
      summary: 'Read a talk',
      tag: 'catalogue',
      query: languageQuery,
      slugOf: 'talk',
      answer: wire.talkSchema,
    }),
  },
  '/api/v1/talks/{slug}/moment': {
    get: read({
      summary: 'Find a noted second of a talk again after its recording was trimmed',
      tag: 'catalogue',
      query: wire.momentQuerySchema,
      slugOf: 'talk',
      answer: wire.momentSchema,
    }),
  },
  '/api/v1/speakers': {
    get: read({
      summary: 'List speakers',
      tag: 'catalogue',
      query: wire.speakerListQuerySchema,
      answer: wire.speakerPageSchema,
    }),
  },
  '/api/v1/speakers/{slug}': {
    get: read({
      summary: 'Read a speaker',
      tag: 'catalogue',
      query: languageQuery,
      slugOf: 'speaker',
      answer: wire.speakerSchema,
    }),
  },
  '/api/v1/search': {
    get: read({
      summary: 'Search talks',
      tag: 'search',
      query: wire.searchQuerySchema,
      answer: wire.searchResultSchema,
    }),
  },
  '/api/v1/suggest': {
    get: read({
      summary: 'Suggest while typing',
      tag: 'search',
      query: wire.suggestQuerySchema,
      answer: wire.suggestResultSchema,
    }),
  },
};

/** Every address with all its operations; several rooms may each add operations to one address. */
const rooms: readonly ZodOpenApiPathsObject[] = [
  viewerPaths,
  transcriptPaths,
  viewPaths,
  organizerPaths,
  boardPaths,
  editRecordingPaths,
  editingPaths,
  importPaths,
  matchingPaths,
  peoplePaths,
  captionPaths,
  accountPaths,
  uploadPaths,
  binPaths,
  deleteOperations,
];

/** The OpenAPI 3.1 description of `/api/v1`, made from the schemas that validate. */
export function createApiDocument(o: { publicUrl: string | null; version: string }) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Rostrum',
      version: o.version,
      description:
        'Recorded conference talks. Texts and names come in the reader’s language (`?lang=`, else Accept-Language). Errors are RFC 9457 problem details. Lists are pages `{items, nextCursor}`.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: o.publicUrl ?? '/' }],
    tags: [
      { name: 'catalogue' },
      { name: 'search' },
      { name: 'jobs' },
      { name: 'recordings' },
      { name: 'imports' },
      { name: 'editing' },
      { name: 'board' },
      { name: 'matching' },
      { name: 'people' },
      { name: 'captions' },
      { name: 'uploads' },
      { name: 'bin' },
      { name: 'sign-in' },
      { name: 'account' },
      { name: 'accounts' },
      { name: 'changes' },
    ],
    paths: joined(rooms),
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  });
}

function joined(rooms: readonly ZodOpenApiPathsObject[]): ZodOpenApiPathsObject {
  const all: ZodOpenApiPathsObject = {};
  for (const [path, item] of rooms.flatMap((room) => Object.entries(room))) {
    all[path] = { ...all[path], ...item };
  }
  return all;
}
