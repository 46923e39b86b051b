import { z } from 'zod';

/**
 * Wire schemas of `/api/v1`: one source for validation, TypeScript types and the OpenAPI document.
 * Texts and names are already chosen for the reader's language; `language` fields say which one a text is in (BCP 47).
 * Times are ISO 8601 strings (UTC), days are `YYYY-MM-DD` in the conference's time zone, lengths are milliseconds.
 */

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();
const slug = z.string().min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const recordingStatusSchema = z
  .enum(['waiting', 'processing', 'playable', 'ready', 'failed'])
  .meta({ description: 'What a viewer can do now: playable = watchable while the rest is being made.' });

export const mediaTrackSchema = z
  .object({
    kind: z.enum(['captions', 'audio']),
    language: nullable(z.string()),
    label: z.string(),
    url: nullable(z.string()).meta({
      description: 'WebVTT file of captions; null for audio, which is in the playlist.',
    }),
    isDefault: z.boolean(),
    isMachineMade: z.literal(true).optional().meta({
      description: 'A transcriber wrote these captions.',
    }),
  })
  .meta({ id: 'MediaTrack' });

export const downloadSchema = z
  .object({
    kind: z.enum(['video', 'audio']),
    label: z.string(),
    url: z.string(),
    mimeType: z.string(),
    sizeBytes: z.int().nonnegative(),
    width: nullable(z.int()),
    height: nullable(z.int()),
  })
  .meta({ id: 'Download' });

export const chapterSchema = z
  .object({ startMs: z.int().nonnegative(), endMs: z.int().nonnegative(), title: z.string() })
  .meta({ id: 'Chapter' });

const postersSchema = z
  .array(z.object({ url: z.string(), width: z.int().positive() }))
  .optional()
  .meta({
    description: 'The poster in several widths, narrowest first; absent where there is one alone.',
  });

export const recordingSchema = z
  .object({
    id: z.string(),
    status: recordingStatusSchema,
    progress: z.number().min(0).max(1).meta({ description: 'Share of the whole work that is done.' }),
    editNumber: z.int().positive().meta({
      description:
        'Which timeline this is: grows when the recording is trimmed. Keep it beside a position, and map both with /moment.',
    }),
    durationMs: nullable(z.int().nonnegative()),
    width: nullable(z.int()),
    height: nullable(z.int()),
    hasVideo: z.boolean(),
    playlistUrl: nullable(z.string()),
    posterUrl: nullable(z.string()),
    posters: postersSchema,
    storyboardUrl: nullable(z.string()).meta({
      description: 'WebVTT file whose cues name a rectangle of a picture: the seek bar’s previews.',
    }),
    chapters: z.array(chapterSchema),
    tracks: z.array(mediaTrackSchema),
    downloads: z.array(downloadSchema),
    error: nullable(z.string()).meta({ description: 'One sentence for people when status is failed.' }),
  })
  .meta({ id: 'Recording' });

export const speakerRefSchema = z
  .object({
    slug,
    name: z
      .string()
      .meta({ description: 'As billed for this talk, in the script of the reader where known.' }),
    nameLanguage: nullable(z.string()).meta({ description: 'Where its script says so.' }),
    affiliation: nullable(z.string()),
  })
  .meta({ id: 'SpeakerRef' });

export const conferenceRefSchema = z
  .object({
    slug,
    title: z.string(),
    language: z.string(),
    accent: nullable(z.string()).meta({ description: 'Accent colour of the conference, #rrggbb.' }),
  })
  .meta({ id: 'ConferenceRef' });

export const talkStateSchema = z
  .enum(['watchable', 'processing', 'coming', 'not_recorded', 'opted_out'])
  .meta({ description: 'How a talk is shown in a list.' });

export const talkCardSchema = z
  .object({
    slug,
    guid: z.string(),
    title: z.string(),
    textLanguage: z.string().meta({ description: 'Language of title and abstract as given here.' }),
    spokenLanguage: nullable(z.string()),
    speakers: z.array(speakerRefSchema),
    conference: nullable(conferenceRefSchema),
    day: nullable(day),
    startsAt: nullable(z.string()),
    room: nullable(z.string()),
    track: nullable(z.string()),
    position: z.int(),
    state: talkStateSchema,
    isSample: z.boolean(),
    durationMs: nullable(z.int().nonnegative()),
    plannedMs: nullable(z.int().nonnegative()).meta({ description: 'Length of its slot in the programme.' }),
    posterUrl: nullable(z.string()),
    posters: postersSchema,
    captionLanguages: z.array(z.string()),
    publishedAt: nullable(z.string()),
  })
  .meta({ id: 'TalkCard' });

export const pictureSchema = z
  .object({
    url: z.string(),
    width: z.int(),
    height: z.int(),
    alt: nullable(z.string()).meta({
      description: 'What it shows, where the name of its owner does not say it.',
    }),
  })
  .meta({ id: 'Picture' });

const linkSchema = z.object({ title: z.string(), url: z.string() });

export const tagSchema = z.object({ slug, name: z.string() }).meta({ id: 'Tag' });

export const talkSchema = talkCardSchema
  .extend({
    subtitle: nullable(z.string()),
    abstract: nullable(z.string()).meta({ description: 'Plain text; blank lines separate paragraphs.' }),
    abstractHtml: nullable(z.string()).meta({
      description: 'The abstract with its links, lists and emphasis, as safe HTML; null where it has none.',
    }),
    textLanguages: z.array(z.string()),
    tags: z.array(tagSchema),
    licence: nullable(z.string()),
    links: z.array(linkSchema),
    people: z
      .array(z.object({ slug, photo: nullable(pictureSchema), links: z.array(linkSchema) }))
      .meta({ description: 'Photos and links of the speakers, for those who have any.' }),
    recording: nullable(recordingSchema),
    views: z.int().nonnegative().meta({
      description: 'How often it was watched: once a day and watcher, as of some seconds ago.',
    }),
    related: z.array(talkCardSchema).meta({
      description: 'Talks that go with it, the nearest first: by speakers, tags and rare words in common.',
    }),
    moreFromSpeakers: z.array(talkCardSchema),
    moreFromConference: z.array(talkCardSchema),
  })
  .meta({ id: 'Talk' });

export const conferenceCardSchema = z
  .object({
    slug,
    acronym: nullable(z.string()),
    title: z.string(),
    subtitle: nullable(z.string()),
    textLanguage: z.string(),
    startDay: nullable(day),
    endDay: nullable(day),
    timeZone: z.string(),
    place: nullable(z.string()),
    accent: nullable(z.string()).meta({ description: 'Accent colour of the conference, #rrggbb.' }),
    isSample: z.boolean(),
    talkCount: z.int().nonnegative(),
    watchableCount: z.int().nonnegative(),
    logo: nullable(pictureSchema),
    posterUrl: nullable(z.string()).meta({ description: 'Picture of its newest recording.' }),
    posters: postersSchema,
  })
  .meta({ id: 'ConferenceCard' });

export const conferenceSchema = conferenceCardSchema
  .extend({
    description: nullable(z.string()),
    url: nullable(z.string()),
    licence: nullable(z.string()),
    textLanguages: z.array(z.string()),
    talks: z.array(talkCardSchema).meta({ description: 'The whole programme, in its order.' }),
  })
  .meta({ id: 'Conference' });

export const speakerCardSchema = z
  .object({
    slug,
    name: z.string(),
    nameLanguage: nullable(z.string()),
    otherNames: z.array(z.string()),
    initial: z
      .string()
      .meta({ description: 'Heading under which an A-Z list in the reader’s language files the name.' }),
    affiliation: nullable(z.string()),
    talkCount: z.int().nonnegative(),
  })
  .meta({ id: 'SpeakerCard' });

export const speakerSchema = speakerCardSchema
  .extend({
    names: z
      .array(z.object({ name: z.string(), language: nullable(z.string()) }))
      .meta({ description: 'Every name that is shown, the one of the reader’s script first.' }),
    affiliations: z.array(z.string()).meta({ description: 'As billed, the latest first.' }),
    coSpeakers: z
      .array(z.object({ slug, name: z.string(), nameLanguage: nullable(z.string()), sharedCount: z.int() }))
      .meta({ description: 'Who spoke in the same talks, most often first.' }),
    biography: nullable(z.string()),
    biographyLanguage: nullable(z.string()),
    photo: nullable(pictureSchema),
    links: z.array(linkSchema),
    talks: z.array(talkCardSchema),
  })
  .meta({ id: 'Speaker' });

export const searchMatchSchema = z
  .object({
    field: z.enum(['title', 'subtitle', 'abstract', 'speaker', 'tag']),
    language: z.string().optional().meta({ description: 'Of title, subtitle and abstract.' }),
    snippet: z.array(z.object({ text: z.string(), isHit: z.boolean() })).meta({
      description: 'The words around the hit, in runs; no markup.',
    }),
    startMs: z.int().optional(),
  })
  .meta({ id: 'SearchMatch' });

export const facetSchema = z
  .object({ value: z.string(), label: z.string(), count: z.int().nonnegative() })
  .meta({ id: 'Facet' });

export const searchResultSchema = z
  .object({
    items: z.array(z.object({ talk: talkCardSchema, matches: z.array(searchMatchSchema) })),
    speakers: z
      .array(speakerCardSchema)
      .meta({ description: 'Speakers whose names match, best first (first page only).' }),
    total: z
      .int()
      .nonnegative()
      .meta({ description: 'Exact up to 5000; 5001 stands for more. Facets count the newest 5000 hits.' }),
    order: z
      .enum(['relevance', 'newest'])
      .meta({ description: 'Where there are more than 5000 hits, the newest come first.' }),
    facets: z.object({
      conference: z.array(facetSchema),
      language: z.array(facetSchema),
      tag: z.array(facetSchema),
    }),
    suggestion: nullable(z.string()),
    nextCursor: nullable(z.string()),
  })
  .meta({ id: 'SearchResult' });

export const suggestionSchema = z
  .object({ kind: z.enum(['speaker', 'talk', 'conference']), label: z.string(), url: z.string() })
  .meta({ id: 'Suggestion' });

export const suggestResultSchema = z
  .object({ items: z.array(suggestionSchema) })
  .meta({ id: 'SuggestResult' });

/** A list answer: `{items, nextCursor}`; the cursor is opaque and null on the last page. */
export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id });
}

export const conferencePageSchema = pageOf(conferenceCardSchema, 'ConferencePage');
export const talkPageSchema = pageOf(talkCardSchema, 'TalkPage');
export const speakerPageSchema = pageOf(speakerCardSchema, 'SpeakerPage');

/** RFC 9457 problem details. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
  lang: z.string().max(35).optional(),
};

export const listQuerySchema = z.object(listQuery);

export const talkListQuerySchema = z.object({
  ...listQuery,
  conference: z.string().max(200).optional(),
  speaker: z.string().max(200).optional(),
  tag: z.string().max(200).optional(),
  track: z.string().max(200).optional(),
  language: z.string().max(35).optional(),
  sort: z.enum(['newest', 'title', 'programme']).default('newest'),
});

export const speakerListQuerySchema = z.object({ ...listQuery, q: z.string().max(200).optional() });

export const searchQuerySchema = z.object({
  ...listQuery,
  limit: z.coerce.number().int().min(1).max(50).default(20),
  q: z.string().max(200).default(''),
  conference: z.string().max(200).optional(),
  language: z.string().max(35).optional(),
  tag: z.string().max(200).optional(),
});

const seconds = z.coerce.number().min(0).max(1_000_000);

export const viewCountSchema = z.object({ views: z.int().nonnegative() }).meta({ id: 'ViewCount' });

export const momentQuerySchema = z.object({
  t: seconds.meta({ description: 'Seconds from the beginning, on the timeline of edit `e`.' }),
  e: z.coerce.number().int().positive().max(1_000_000).optional().meta({
    description: 'The recording’s editNumber when the second was noted; without it, the one of now.',
  }),
});

export const momentSchema = z
  .object({
    seconds: z.number().nonnegative().meta({
      description: 'On the timeline of `editNumber`; where the moment was cut away, the cut.',
    }),
    editNumber: z.int().positive(),
  })
  .meta({ id: 'Moment' });

const room = z.coerce.number().int().min(1).max(10_000).optional();

export const oembedQuerySchema = z.object({
  url: z.string().max(2000),
  format: z.string().max(20).default('json'),
  maxwidth: room,
  maxheight: room,
  lang: z.string().max(35).optional(),
});

export const suggestQuerySchema = z.object({
  q: z.string().max(100).default(''),
  lang: z.string().max(35).optional(),
});
