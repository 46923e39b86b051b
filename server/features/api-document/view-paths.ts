import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import * as wire from '#server/contract/schemas.ts';
import { ok, operationId, problem } from './operations.ts';

const summary = 'Count a view';

/** What players tell. */
export const viewPaths: ZodOpenApiPathsObject = {
  '/api/v1/talks/{slug}/view': {
    post: {
      operationId: operationId(summary),
      summary,
      description:
        'Told once some seconds of a talk were watched; counted once a day for each watcher. No cookie is set or read, and neither addresses nor anything else of who watches is stored.',
      tags: ['catalogue'],
      requestParams: {
        path: z.object({ slug: z.string().meta({ description: 'Slug of the talk' }) }),
      },
      responses: {
        200: ok('How often the talk was watched in all', wire.viewCountSchema),
        403: problem('Told by a page of another site'),
        404: problem('There is no such talk, or nothing of it to watch'),
        429: problem('Too many views from this address'),
      },
    },
  },
};
