import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as a from '#server/contract/account-schemas.ts';
import { listQuerySchema } from '#server/contract/schemas.ts';
import { ok, operationId, problem } from './operations.ts';

interface Operation {
  summary: string;
  /** The answer's body; none = 204. */
  answer?: z.ZodType;
  /** Status of the answer; 200 unless given. */
  status?: '201';
  body?: z.ZodType;
  query?: z.ZodObject;
  /** Given where the path names one thing. */
  idOf?: string;
  conflict?: string;
}

function operation(tag: string, o: Operation, refusals: Record<string, object>): ZodOpenApiOperationObject {
  return {
    operationId: operationId(o.summary),
    summary: o.summary,
    tags: [tag],
    ...(tag === 'sign-in' ? {} : { security: [{ bearer: [] }] }),
    requestParams: {
      ...(o.query ? { query: o.query } : {}),
      ...(o.idOf ? { path: z.object({ id: z.string().meta({ description: `Id of the ${o.idOf}` }) }) } : {}),
    },
    ...(o.body ? { requestBody: { content: { 'application/json': { schema: o.body } } } } : {}),
    responses: {
      ...(o.answer ? { [o.status ?? '200']: ok(o.summary, o.answer) } : { 204: { description: 'Done' } }),
      ...(o.body || o.query ? { 400: problem('Something in the request is not valid') } : {}),
      ...refusals,
      ...(o.idOf ? { 404: problem(`There is no such ${o.idOf}`) } : {}),
      ...(o.conflict ? { 409: problem(o.conflict) } : {}),
    },
  };
}

const atTheDoor = (o: Operation) =>
  operation('sign-in', o, {
    ...(o.body ? { 401: problem('E-mail and password do not belong together') } : {}),
    403: problem('The request came from another site'),
    ...(o.body ? { 429: problem('Too many failed tries') } : {}),
  });
const own = (o: Operation) => operation('account', o, { 401: problem('Nobody is signed in') });
const ofAdmins = (o: Operation) =>
  operation('accounts', o, { 401: problem('Nobody is signed in'), 403: problem('This is for admins') });
const ofOrganizers = (o: Operation) =>
  operation('changes', o, { 401: problem('Nobody is signed in'), 403: problem('This is for organizers') });

const done = z.object({});

/** Signing in, one's own account, everybody's accounts, and the log of changes. */
export const accountPaths: ZodOpenApiPathsObject = {
  '/api/v1/auth/ways': { get: atTheDoor({ summary: 'Tell how one can sign in', answer: a.waysInSchema }) },
  '/api/v1/auth/sign-in/email': {
    post: atTheDoor({ summary: 'Sign in with e-mail and password', body: a.signInBodySchema, answer: done }),
  },
  '/api/v1/auth/sign-out': { post: atTheDoor({ summary: 'Sign out' }) },
  '/api/v1/auth/reset-password': {
    post: atTheDoor({ summary: 'Set a password by a link', body: a.newPasswordBodySchema, answer: done }),
  },
  '/api/v1/auth/oidc': {
    post: atTheDoor({
      summary: 'Begin to sign in through the provider',
      body: a.oidcBodySchema,
      answer: a.oidcAnswerSchema,
    }),
  },
  '/api/v1/account/me': { get: own({ summary: 'Tell who is signed in', answer: a.meSchema }) },
  '/api/v1/account/password': {
    post: own({ summary: 'Change the own password', body: a.passwordChangeBodySchema, answer: done }),
  },
  '/api/v1/account/sessions': {
    get: own({ summary: 'List the own sessions', answer: a.sessionListSchema }),
    delete: own({ summary: 'Sign out everywhere' }),
  },
  '/api/v1/account/sessions/{id}': { delete: own({ summary: 'End a session', idOf: 'session' }) },
  '/api/v1/account/tokens': {
    get: own({ summary: 'List the own API tokens', answer: a.apiTokenListSchema }),
    post: own({
      ...{ summary: 'Make an API token', status: '201' },
      ...{ body: a.newTokenBodySchema, answer: a.madeTokenSchema },
    }),
  },
  '/api/v1/account/tokens/{id}': { delete: own({ summary: 'Revoke an API token', idOf: 'token' }) },
  '/api/v1/accounts': {
    get: ofAdmins({ summary: 'List accounts', query: listQuerySchema, answer: a.accountPageSchema }),
    post: ofAdmins({
      ...{ summary: 'Make an account', status: '201', conflict: 'There is such an account already' },
      ...{ body: a.newAccountBodySchema, answer: a.madeAccountSchema },
    }),
  },
  '/api/v1/accounts/{id}': {
    get: ofAdmins({ summary: 'Read an account', idOf: 'account', answer: a.accountSchema }),
    patch: ofAdmins({
      ...{ summary: 'Change an account', idOf: 'account', conflict: 'It is the last admin' },
      ...{ body: a.accountChangeBodySchema, answer: a.accountSchema },
    }),
    delete: ofAdmins({
      summary: 'Delete an account',
      idOf: 'account',
      query: z.object({ now: z.enum(['0', '1']).optional().meta({ description: '1 = for good, at once' }) }),
      conflict: 'It is the last admin',
    }),
  },
  '/api/v1/accounts/{id}/deletion': {
    get: ofAdmins({
      summary: 'Tell what goes with an account',
      idOf: 'account',
      answer: a.accountDeletionSchema,
    }),
  },
  '/api/v1/accounts/{id}/restore': {
    post: ofAdmins({ summary: 'Take an account out of the bin', idOf: 'account', answer: a.accountSchema }),
  },
  '/api/v1/accounts/{id}/reset-link': {
    post: ofAdmins({
      summary: 'Make a link by which a password is set',
      idOf: 'account',
      answer: a.passwordLinkSchema,
      conflict: 'The account is in the bin',
    }),
  },
  '/api/v1/accounts/{id}/sessions': {
    delete: ofAdmins({ summary: 'Sign an account out everywhere', idOf: 'account' }),
  },
  '/api/v1/organize/changes': {
    get: ofOrganizers({ summary: 'List changes', query: a.changesQuerySchema, answer: a.changePageSchema }),
  },
  '/api/v1/organize/changes/people': {
    get: ofOrganizers({ summary: 'List who has changed something', answer: a.changePeopleSchema }),
  },
};
