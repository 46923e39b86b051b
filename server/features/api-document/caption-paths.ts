import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as captions from '#server/contract/caption-schemas.ts';
import { ok, operationId, problem } from './operations.ts';

const ofRecording = z.object({ id: z.string().meta({ description: 'Id of the recording' }) });
const ofTrack = ofRecording.extend({
  track: z.string().meta({ description: 'Id of the track, or its language (und = nobody knows)' }),
});

function operation(
  summary: string,
  o: {
    path: z.ZodObject;
    answers: ZodOpenApiOperationObject['responses'];
    query?: z.ZodObject;
    takes?: ZodOpenApiOperationObject['requestBody'];
  },
): ZodOpenApiOperationObject {
  return {
    operationId: operationId(summary),
    summary,
    tags: ['captions'],
    security: [{ bearer: [] }],
    requestParams: { path: o.path, ...(o.query ? { query: o.query } : {}) },
    ...(o.takes ? { requestBody: o.takes } : {}),
    responses: {
      ...o.answers,
      401: problem('Nobody is signed in'),
      403: problem('The recording belongs to a conference of others'),
      404: problem('There is no such recording or track'),
    },
  };
}

const text = { schema: z.string() };

/** The captions of recordings, for organizers. */
export const captionPaths: ZodOpenApiPathsObject = {
  '/api/v1/recordings/{id}/captions': {
    get: operation('List the captions of a recording', {
      path: ofRecording,
      answers: { 200: ok('The tracks', captions.captionTracksSchema) },
    }),
  },
  '/api/v1/recordings/{id}/captions/{track}': {
    get: operation('Download captions', {
      path: ofTrack,
      query: z.object({ format: z.enum(['vtt', 'srt']).optional() }),
      answers: {
        200: { description: 'The file', content: { 'text/vtt': text, 'application/x-subrip': text } },
      },
    }),
    put: operation('Upload captions in a language', {
      path: ofTrack,
      takes: {
        description:
          'WebVTT, SubRip or TTML, told apart by what is in it; its name in X-File-Name, percent-encoded',
        content: { 'text/vtt': text, 'application/x-subrip': text, 'application/ttml+xml': text },
      },
      answers: {
        200: ok('They took the place of others', captions.takenCaptionsSchema),
        201: ok('They are new', captions.takenCaptionsSchema),
        400: problem('The language is no language tag, or no cue fits the recording'),
        413: problem('The file is larger than 10 MiB'),
        415: problem('There are no captions in the file'),
      },
    }),
    delete: operation('Delete captions', {
      path: ofTrack,
      answers: { 200: ok('The id with which they can be taken back', z.object({ deleted: z.string() })) },
    }),
  },
  '/api/v1/recordings/{id}/captions/{track}/restore': {
    post: operation('Take deleted captions back', {
      path: ofTrack,
      answers: { 200: ok('The track', captions.captionTrackSchema) },
    }),
  },
};
