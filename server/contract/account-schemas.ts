import { z } from 'zod';
import { pageOf } from './schemas.ts';

/** Wire schemas of accounts: one's own, those of others for admins, and the log of changes. */

export const roleSchema = z.enum(['viewer', 'organizer', 'admin']).meta({
  id: 'Role',
  description:
    'admin = everything; organizer = the conferences that are named; viewer = the own account only.',
});

const passwordSchema = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(128, 'must have at most 128 characters');
const emailSchema = z.email('must be an e-mail address').max(254);
const nameSchema = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');

export const signInBodySchema = z
  .object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1000) })
  .meta({ id: 'SignIn' });

export const newPasswordBodySchema = z
  .object({ token: z.string().min(1).max(200), newPassword: passwordSchema })
  .meta({ id: 'NewPassword' });

export const oidcBodySchema = z.object({
  /** Where to be after signing in. */
  returnTo: z.string().max(500).optional(),
});

export const oidcAnswerSchema = z.object({
  url: z.string().meta({ description: 'Where the browser goes to sign in.' }),
});

export const waysInSchema = z
  .object({
    hasAccounts: z
      .boolean()
      .meta({ description: 'false = nobody can sign in yet: the first account is to be made.' }),
    provider: z
      .object({ name: z.string() })
      .nullable()
      .meta({ description: 'An OpenID provider that people may sign in with.' }),
  })
  .meta({ id: 'WaysIn' });

export const meSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    conferenceIds: z.array(z.int()).meta({ description: 'The conferences that an organizer works on.' }),
    hasPassword: z.boolean(),
  })
  .meta({ id: 'Me' });

export const passwordChangeBodySchema = z
  .object({ currentPassword: z.string().min(1).max(1000), newPassword: passwordSchema })
  .meta({ id: 'PasswordChange' });

export const sessionSchema = z
  .object({
    id: z.string(),
    isThis: z.boolean().meta({ description: 'The session that asks.' }),
    browser: z.string().nullable().meta({ description: 'In a word, such as Firefox.' }),
    system: z.string().nullable().meta({ description: 'In a word, such as Android.' }),
    address: z.string().nullable().meta({ description: 'null a week after signing in.' }),
    signedInAt: z.string(),
    lastSeenAt: z.string().meta({ description: 'To the day.' }),
    expiresAt: z.string(),
  })
  .meta({ id: 'Session' });

export const sessionListSchema = z.object({ items: z.array(sessionSchema) }).meta({ id: 'SessionList' });

export const apiTokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable().meta({ description: 'To the minute.' }),
  })
  .meta({ id: 'ApiToken' });

export const apiTokenListSchema = z.object({ items: z.array(apiTokenSchema) }).meta({ id: 'ApiTokenList' });

export const newTokenBodySchema = z.object({ name: nameSchema.max(100) }).meta({ id: 'NewApiToken' });

export const madeTokenSchema = apiTokenSchema
  .extend({ text: z.string().meta({ description: 'The token itself: told this once, kept by nobody.' }) })
  .meta({ id: 'MadeApiToken' });

export const accountSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    conferences: z.array(z.object({ id: z.int(), title: z.string() })),
    hasPassword: z.boolean(),
    createdAt: z.string(),
    lastSeenAt: z.string().nullable().meta({ description: 'To the day; null = no session left.' }),
    deletedAt: z.string().nullable().meta({ description: 'Since when it is in the bin.' }),
    goesAt: z.string().nullable().meta({ description: 'When it goes from the bin for good.' }),
  })
  .meta({ id: 'Account' });

export const accountPageSchema = pageOf(accountSchema, 'AccountPage');

export const newAccountBodySchema = z
  .object({
    email: emailSchema,
    name: nameSchema.optional(),
    role: roleSchema,
    conferenceIds: z.array(z.int().positive()).max(1000).default([]),
  })
  .meta({ id: 'NewAccount' });

export const accountChangeBodySchema = z
  .object({
    name: nameSchema.optional(),
    role: roleSchema.optional(),
    conferenceIds: z.array(z.int().positive()).max(1000).optional(),
  })
  .meta({ id: 'AccountChange' });

export const passwordLinkSchema = z
  .object({ url: z.string(), expiresAt: z.string() })
  .meta({ id: 'PasswordLink', description: 'To be handed to the person; works once.' });

export const madeAccountSchema = z
  .object({ account: accountSchema, link: passwordLinkSchema })
  .meta({ id: 'MadeAccount' });

export const accountDeletionSchema = z
  .object({
    sessions: z.int().nonnegative(),
    tokens: z.int().nonnegative(),
    conferences: z.array(z.object({ id: z.int(), title: z.string() })).meta({
      description: 'Conferences that this account organizes; they stay.',
    }),
    changes: z.int().nonnegative().meta({
      description: 'Entries in the log of changes: they stay, without the name.',
    }),
    isLastAdmin: z.boolean().meta({ description: 'Then it cannot be deleted.' }),
  })
  .meta({ id: 'AccountDeletion', description: 'What goes with an account.' });

export const changedEntitySchema = z.enum([
  'conference',
  'talk',
  'speaker',
  'recording',
  'caption',
  'account',
  'token',
  'import',
  'upload',
]);

const valuesSchema = z.record(z.string(), z.unknown()).nullable();

export const changeSchema = z
  .object({
    id: z.int(),
    at: z.string(),
    actor: z.object({ id: z.string().nullable(), name: z.string() }).meta({
      description: 'Without an id: the portal itself, or a command on its machine.',
    }),
    action: z.string(),
    entity: changedEntitySchema,
    entityId: z.string(),
    title: z.string().meta({ description: 'The thing’s name as it was then.' }),
    conference: z.object({ id: z.int(), slug: z.string(), title: z.string() }).nullable(),
    before: valuesSchema,
    after: valuesSchema,
    undoneBy: z.int().nullable().meta({ description: 'The change that undid this one.' }),
  })
  .meta({ id: 'Change' });

export const changePageSchema = pageOf(changeSchema, 'ChangePage');

export const changesQuerySchema = z.object({
  conference: z.coerce.number().int().positive().optional().meta({ description: 'Id of a conference' }),
  person: z.string().max(100).optional().meta({ description: 'Id of an account' }),
  kind: changedEntitySchema.optional(),
  of: z.string().max(100).optional().meta({ description: 'Id of the thing, with `kind`' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(40).optional(),
});

export const changePeopleSchema = z
  .object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
  .meta({ id: 'ChangePeople', description: 'Who has changed something.' });
