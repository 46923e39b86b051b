import { z } from 'zod';
import { pageOf } from './schemas.ts';

/** Wire schemas of what organizers edit by hand: conferences, talks, speakers and tags, drafts too. */

const withoutControls = (text: string) => text.replace(/(?![\n\t])\p{Cc}/gu, '');
const line = (max = 500) =>
  z
    .string()
    .overwrite((text) => withoutControls(text).replace(/\s+/g, ' ').trim())
    .min(1, 'must not be empty')
    .max(max, `must not be longer than ${max} characters`);
const text = (max = 100_000) =>
  z
    .string()
    .overwrite((given) => withoutControls(given.replaceAll('\r\n', '\n')).trim())
    .max(max, `must not be longer than ${max} characters`)
    .nullable();
export const languageTagSchema = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR');
const day = z.iso.date('must be a day such as 2026-11-28');
const slug = z
  .string()
  .trim()
  .max(100, 'must not be longer than 100 characters')
  .regex(
    /^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u,
    'must be words of letters and digits, joined by hyphens',
  );
const url = z
  .string()
  .trim()
  .max(2000, 'must not be longer than 2000 characters')
  .refine(isWebAddress, 'must be an address that begins with https:// or http://');
const imageId = z.string().regex(/^[0-9a-f]{32}$/, 'must be the id of a picture');
const link = z.strictObject({ title: line(), url });

function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Languages to texts; null takes a language away. */
const texts = <T extends z.ZodRawShape>(shape: T) =>
  z.record(languageTagSchema, z.strictObject(shape).partial().nullable());

export const conferenceFieldsSchema = z.strictObject({
  slug,
  acronym: line(60).nullable(),
  language: languageTagSchema,
  startDay: day.nullable(),
  endDay: day.nullable(),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
  url: url.nullable(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1f6feb')
    .nullable(),
  licence: line().nullable(),
  publish: z.enum(['auto', 'review']),
  visibility: z.enum(['draft', 'public']),
  logoId: imageId.nullable(),
  logoAlt: line().nullable(),
  texts: texts({ title: line().nullable(), subtitle: text(1000), description: text(), place: text(300) }),
});
export const conferencePatchSchema = conferenceFieldsSchema.partial();

export const slotSchema = z.strictObject({
  day: day.nullable().meta({ description: 'Day of the conference; it may end after midnight.' }),
  startsAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'must be a day and time such as 2026-11-28T10:30')
    .refine((at) => z.iso.date().safeParse(at.slice(0, 10)).success, 'must be a day that there is')
    .nullable()
    .meta({ description: 'As a clock at the conference shows it.' }),
  durationMs: z
    .int('must be a whole number of milliseconds')
    .positive('must be longer than nothing')
    .max(7 * 86_400_000, 'must not be longer than a week')
    .nullable(),
  room: line().nullable(),
});

export const billingSchema = z.strictObject({
  speakerId: z.int().positive(),
  name: line()
    .nullable()
    .meta({ description: 'Name the talk bills the speaker under; null = the main one.' }),
  affiliation: line().nullable(),
});

export const talkFieldsSchema = z.strictObject({
  slug,
  language: languageTagSchema.nullable(),
  licence: line().nullable(),
  recordingPlan: z.enum(['will', 'none', 'opted_out']),
  visibility: z.enum(['draft', 'unlisted', 'public']),
  track: line().nullable(),
  texts: texts({
    title: line().nullable(),
    subtitle: text(1000),
    abstract: text().meta({ description: 'Plain text, Markdown or simple HTML.' }),
  }),
  slots: z.array(slotSchema).max(100, 'must not be more than 100'),
  speakers: z.array(billingSchema).max(200, 'must not be more than 200'),
  tags: z.array(line(100)).max(100, 'must not be more than 100'),
  links: z.array(link).max(100, 'must not be more than 100'),
});
export const talkPatchSchema = talkFieldsSchema.partial();
export const newTalkSchema = talkPatchSchema.extend({
  conferenceId: z.int().positive().nullable().default(null),
});

export const speakerNameSchema = z.strictObject({
  id: z.int().positive().nullable().default(null).meta({ description: 'null = a new name.' }),
  name: line(),
  kind: z.enum(['main', 'alias', 'hidden']),
  sortAs: line()
    .nullable()
    .default(null)
    .meta({ description: 'How it is filed, family name first; null = as usual.' }),
});

export const speakerFieldsSchema = z.strictObject({
  slug,
  names: z.array(speakerNameSchema).min(1, 'must have a name').max(50, 'must not be more than 50'),
  biographies: z.record(languageTagSchema, text()),
  links: z.array(link).max(50, 'must not be more than 50'),
  photoId: imageId.nullable(),
  photoAlt: line().nullable(),
});
export const speakerPatchSchema = speakerFieldsSchema.partial().extend({
  forgetsOld: z.boolean().optional().meta({
    description: 'Old names and old addresses are not kept: nobody finds the speaker by them any more.',
  }),
});

const editedBase = {
  id: z.int(),
  guid: z.string(),
  edition: z.int().meta({ description: 'Goes into If-Match of the next change.' }),
};
export const editedConferenceSchema = z
  .object({
    ...editedBase,
    slug: z.string(),
    title: z.string(),
    timeZone: z.string(),
    visibility: z.enum(['draft', 'public']),
    rooms: z.array(z.string()),
    tracks: z.array(z.string()),
    talkCount: z.int(),
    isSlugFrozen: z.boolean(),
    fields: conferenceFieldsSchema,
  })
  .meta({ id: 'EditedConference' });
export const editedTalkSchema = z
  .object({
    ...editedBase,
    conference: z
      .object({
        id: z.int(),
        title: z.string(),
        timeZone: z.string(),
        language: z.string(),
        startDay: z.string().nullable(),
        endDay: z.string().nullable(),
        licence: z.string().nullable(),
        isPublic: z.boolean(),
        rooms: z.array(z.string()),
        tracks: z.array(z.string()),
      })
      .nullable(),
    isSlugFrozen: z.boolean().meta({ description: 'It was public: the old slug goes on to lead here.' }),
    isWithdrawn: z.boolean().meta({ description: 'The newest programme does not have it any more.' }),
    unlistedPath: z.string().nullable(),
    recordings: z.array(z.object({ id: z.string(), arrivedAs: z.string(), publication: z.string() })),
    fields: talkFieldsSchema,
  })
  .meta({ id: 'EditedTalk' });
export const editedSpeakerSchema = z
  .object({
    ...editedBase,
    isSlugFrozen: z.boolean(),
    talks: z.array(
      z.object({
        id: z.int(),
        title: z.string(),
        conference: z.string().nullable(),
        day: z.string().nullable(),
        billedAs: z.string(),
      }),
    ),
    fields: speakerFieldsSchema,
  })
  .meta({ id: 'EditedSpeaker' });

const savedOf = <T extends z.ZodType>(thing: T, id: string) =>
  z
    .object({
      thing,
      change: z
        .int()
        .nullable()
        .meta({ description: 'Number of the change, for undo; null where nothing changed.' }),
    })
    .meta({ id });
export const savedConferenceSchema = savedOf(editedConferenceSchema, 'SavedConference');
export const savedTalkSchema = savedOf(editedTalkSchema, 'SavedTalk');
export const savedSpeakerSchema = savedOf(editedSpeakerSchema, 'SavedSpeaker');

export const programmeTalkSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    title: z.string(),
    speakers: z.array(z.string()),
    day: z.string().nullable(),
    startsAt: z.string().nullable().meta({ description: 'As a clock at the conference shows it.' }),
    room: z.string().nullable(),
    visibility: z.enum(['draft', 'unlisted', 'public']),
    recordingPlan: z.enum(['will', 'none', 'opted_out']),
    isWithdrawn: z.boolean(),
  })
  .meta({ id: 'ProgrammeTalk' });
export const programmePageSchema = pageOf(programmeTalkSchema, 'ProgrammePage');

export const foundSpeakerSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    name: z.string(),
    otherNames: z.array(z.string()),
    affiliation: z.string().nullable(),
    talkCount: z.int(),
    photoId: z.string().nullable(),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'FoundSpeaker' });
export const foundSpeakerPageSchema = pageOf(foundSpeakerSchema, 'FoundSpeakerPage');

export const editedTagSchema = z
  .object({ id: z.int(), slug: z.string(), name: z.string(), talkCount: z.int() })
  .meta({ id: 'EditedTag' });
export const editedTagPageSchema = pageOf(editedTagSchema, 'EditedTagPage');
export const tagPatchSchema = z.strictObject({ name: line(100) });
export const mergeTagSchema = z.strictObject({ into: z.int().positive() });

export const findQuerySchema = z.object({
  q: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
});

export const undoneSchema = z
  .object({
    entity: z.enum(['conference', 'talk', 'speaker']),
    id: z.int(),
    edition: z.int(),
    change: z.int().nullable(),
  })
  .meta({ id: 'Undone' });

export const imageSchema = z
  .object({ id: z.string(), url: z.string(), width: z.int(), height: z.int(), sizeBytes: z.int() })
  .meta({ id: 'Image' });
