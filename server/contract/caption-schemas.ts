import { z } from 'zod';

/** One caption track of a recording, as organizers see it. */
export const captionTrackSchema = z
  .object({
    id: z.string(),
    language: z.string().nullable().meta({ description: 'BCP 47; null where nobody said' }),
    label: z.string(),
    source: z.enum(['file', 'embedded', 'machine']).meta({
      description: 'embedded = it came inside the recording; machine = a transcriber wrote it',
    }),
    cues: z.int(),
    endsMs: z.int().nullable(),
    at: z.iso.datetime(),
    webVttUrl: z.string(),
    subRipUrl: z.string(),
  })
  .meta({ id: 'CaptionTrack' });

export const captionTracksSchema = z
  .object({ items: z.array(captionTrackSchema) })
  .meta({ id: 'CaptionTracks' });

/** What became of a file of captions. */
export const captionReportSchema = z
  .object({
    format: z.enum(['webvtt', 'subrip', 'ttml']),
    read: z.int().meta({ description: 'Cues that could be read' }),
    kept: z.int().meta({ description: 'Cues that the recording shows' }),
    oddities: z.array(z.object({ line: z.int().nullable(), what: z.string() })),
  })
  .meta({ id: 'CaptionReport' });

export const takenCaptionsSchema = z
  .object({ track: captionTrackSchema, report: captionReportSchema })
  .meta({ id: 'TakenCaptions' });

export const captionFormatSchema = z.object({ format: z.enum(['vtt', 'srt']).default('vtt') });

/** A language tag as it stands in a path; `und` = nobody knows. */
export const captionLanguageSchema = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR')
  .transform((tag, context) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? tag;
    } catch {
      context.addIssue('must be a language tag such as en or pt-BR');
      return tag;
    }
  });
