import { z } from 'zod';
import * as wire from '#server/contract/schemas.ts';

/** An answer of problem details (RFC 9457). */
export const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: wire.problemSchema } },
});

/** A JSON answer. */
export const ok = (description: string, schema: z.ZodType) => ({
  description,
  headers: z.object({
    ETag: z.string().optional(),
    'Content-Language': z.string().optional(),
  }),
  content: { 'application/json': { schema } },
});

/** The name of an operation, made of its summary: `Read a talk` -> `readATalk`. */
export function operationId(summary: string): string {
  return summary
    .toLowerCase()
    .replace(/[^a-z]+(.)/g, (_match, letter: string) => letter.toUpperCase())
    .replace(/\W/g, '');
}
