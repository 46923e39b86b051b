import { readFileSync } from 'node:fs';
import { z } from 'zod';

const lineSchema = z.object({ en: z.string().min(1), ru: z.string().min(1), ja: z.string().min(1) });

const scriptsSchema = z.object({
  format: z.literal('rostrum-samples/1'),
  talks: z.array(
    z.object({
      guid: z.string(),
      slides: z.array(
        z.object({
          heading: z.string().min(1),
          points: z.array(z.string().min(1)).max(4),
          say: z.array(lineSchema).min(1),
        }),
      ),
    }),
  ),
});

/** One sentence: spoken in English, captioned in every language. */
export type SpokenLine = z.infer<typeof lineSchema>;

/** What lies between the title and the closing slide of one talk's sample. */
export type ContentSlide = z.infer<typeof scriptsSchema>['talks'][number]['slides'][number];

/** Reads the content slides of every sample, by the guid of its talk. */
export function readSampleScripts(file: string): ReadonlyMap<string, readonly ContentSlide[]> {
  const { talks } = scriptsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(talks.map(({ guid, slides }) => [guid, slides]));
}
