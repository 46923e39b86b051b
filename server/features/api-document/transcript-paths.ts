import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operationId, problem } from './operations.ts';

const summary = 'Download the transcript of a talk';
const text = { schema: z.string() };

/** The words of talks, for viewers. */
export const transcriptPaths: ZodOpenApiPathsObject = {
  '/api/v1/talks/{slug}/transcript.{format}': {
    get: {
      operationId: operationId(summary),
      summary,
      tags: ['catalogue'],
      requestParams: {
        path: z.object({
          slug: z.string().meta({ description: 'Slug of the talk' }),
          format: z.enum(['vtt', 'srt', 'txt']),
        }),
        query: z.object({
          track: z.string().optional().meta({
            description:
              'Language of the captions (und = nobody knows) or id of their track; without it those in the spoken language, else the first',
          }),
          lang: z.string().optional().meta({ description: 'Language of title and names: en, ru, ja' }),
        }),
      },
      responses: {
        200: {
          description: 'The file, on the timeline that plays now',
          headers: z.object({ ETag: z.string().optional(), 'Content-Disposition': z.string() }),
          content: { 'text/vtt': text, 'application/x-subrip': text, 'text/plain': text },
        },
        301: { description: 'The talk has moved to another slug' },
        304: { description: 'Not changed since the ETag given in If-None-Match' },
        400: problem('There is no such format'),
        404: problem('There is no such talk, or it has no captions in this language'),
      },
    },
  },
};
