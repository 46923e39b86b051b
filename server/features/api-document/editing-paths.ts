import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as editing from '#server/contract/editing-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

const idPath = z.object({ id: z.string() });
const ifMatch = z.object({
  'if-match': z.string().meta({ description: 'The edition that was read, in quotes: "3".' }),
});

function operation(o: {
  summary: string;
  tag?: string;
  answer: z.ZodType | null;
  body?: z.ZodType;
  query?: z.ZodObject;
  /** The path names one thing. */
  hasId?: boolean;
  isNew?: boolean;
  isConditional?: boolean;
  conflict?: string;
}): ZodOpenApiOperationObject {
  const done = o.answer === null ? { 204: { description: 'Done' } } : null;
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    tags: [o.tag ?? 'editing'],
    security: [{ bearer: [] }],
    requestParams: {
      ...(o.hasId ? { path: idPath } : {}),
      ...(o.query ? { query: o.query } : {}),
      ...(o.isConditional ? { header: ifMatch } : {}),
    },
    ...(o.body ? { requestBody: { content: { 'application/json': { schema: o.body } } } } : {}),
    responses: {
      ...(done ?? { [o.isNew ? 201 : 200]: ok(o.summary, o.answer ?? z.null()) }),
      ...(o.body || o.query ? { 400: problem('Fields that are not valid, each named in `errors`') } : {}),
      401: problem('Not signed in'),
      403: problem('It belongs to a conference that you do not organize'),
      ...(o.hasId ? { 404: problem('There is no such thing') } : {}),
      ...(o.conflict ? { 409: problem(o.conflict) } : {}),
    },
  };
}

const outdated =
  'Somebody has changed it meanwhile: `fields` has the present values of those that differ, `changedBy` and `changedAt` say who and when';

function kind(o: { one: string; thing: z.ZodType; saved: z.ZodType; patch: z.ZodType; fresh: z.ZodType }): {
  create: ZodOpenApiOperationObject;
  read: ZodOpenApiOperationObject;
  change: ZodOpenApiOperationObject;
} {
  return {
    create: operation({ summary: `Make a ${o.one}`, body: o.fresh, answer: o.saved, isNew: true }),
    read: operation({ summary: `Read a ${o.one} for editing`, answer: o.thing, hasId: true }),
    change: operation({
      ...{ summary: `Change a ${o.one}`, body: o.patch, answer: o.saved },
      ...{ hasId: true, isConditional: true, conflict: outdated },
    }),
  };
}

const conference = kind({
  ...{ one: 'conference', thing: editing.editedConferenceSchema, saved: editing.savedConferenceSchema },
  ...{ patch: editing.conferencePatchSchema, fresh: editing.conferencePatchSchema },
});
const talk = kind({
  ...{ one: 'talk', thing: editing.editedTalkSchema, saved: editing.savedTalkSchema },
  ...{ patch: editing.talkPatchSchema, fresh: editing.newTalkSchema },
});
const speaker = kind({
  ...{ one: 'speaker', thing: editing.editedSpeakerSchema, saved: editing.savedSpeakerSchema },
  ...{ patch: editing.speakerPatchSchema, fresh: editing.speakerPatchSchema },
});

/** What organizers make and change by hand, and their pictures. */
export const editingPaths: ZodOpenApiPathsObject = {
  '/api/v1/organize/conferences': { post: conference.create },
  '/api/v1/organize/conferences/{id}': { get: conference.read, patch: conference.change },
  '/api/v1/organize/conferences/{id}/talks': {
    get: operation({
      summary: 'List all talks of a conference',
      answer: editing.programmePageSchema,
      hasId: true,
    }),
  },
  '/api/v1/organize/talks': { post: talk.create },
  '/api/v1/organize/talks/{id}': { get: talk.read, patch: talk.change },
  '/api/v1/organize/speakers': {
    get: operation({
      summary: 'Find speakers to bill',
      query: editing.findQuerySchema,
      answer: editing.foundSpeakerPageSchema,
    }),
    post: speaker.create,
  },
  '/api/v1/organize/speakers/{id}': { get: speaker.read, patch: speaker.change },
  '/api/v1/organize/tags': {
    get: operation({
      summary: 'List tags',
      query: editing.findQuerySchema,
      answer: editing.editedTagPageSchema,
    }),
  },
  '/api/v1/organize/tags/{id}': {
    patch: operation({
      ...{ summary: 'Rename a tag', body: editing.tagPatchSchema, answer: editing.editedTagSchema },
      ...{ hasId: true, conflict: 'Another tag has that name: they can be merged' },
    }),
    delete: operation({ summary: 'Remove a tag', answer: null, hasId: true }),
  },
  '/api/v1/organize/tags/{id}/merge': {
    post: operation({
      summary: 'Merge a tag into another',
      body: editing.mergeTagSchema,
      answer: editing.editedTagSchema,
      hasId: true,
    }),
  },
  '/api/v1/organize/changes/{id}/undo': {
    post: operation({
      summary: 'Take the last change of a thing back',
      answer: editing.undoneSchema,
      hasId: true,
      conflict: outdated,
    }),
  },
  '/api/v1/organize/images': {
    post: {
      ...operation({ summary: 'Give a picture', answer: editing.imageSchema, isNew: true }),
      requestBody: {
        content: {
          'image/*': { schema: z.string().meta({ format: 'binary', description: 'At most 10 MB.' }) },
        },
      },
    },
  },
};
