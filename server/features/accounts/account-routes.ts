import { json, type Request, Router } from 'express';
import { newTokenBodySchema, passwordChangeBodySchema } from '#server/contract/account-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import { forAccounts } from './access.ts';
import type { Accounts } from './accounts.ts';
import { knownActor } from './actor.ts';
import { authHeaders, passCookies } from './auth-request.ts';
import type { ChangeLog } from './change-log.ts';
import { deviceWords } from './device-words.ts';
import { sessionOf } from './identify.ts';
import type { Account } from './people.ts';
import { limitPerAccount } from './sign-in-limits.ts';
import type { TokenRow } from './token-store.ts';

/** One's own account: who one is, the password, the sessions and the API tokens. */
export function accountRoutes({ accounts, changes }: { accounts: Accounts; changes: ChangeLog }): Router {
  const router = Router();
  const body = json({ limit: '8kb' });
  const cache = 'private' as const;
  const own = (req: Request): Account => accounts.people.one(idOf(req));

  router.get(paths.api.me(), forAccounts, (req, res) => {
    const { id, email, name, role, conferenceIds, hasPassword } = own(req);
    sendJson(req, res, { id, email, name, role, conferenceIds, hasPassword }, { cache });
  });

  router.post(
    paths.api.password(),
    forAccounts,
    body,
    limitPerAccount((req) => idOf(req)),
    async (req, res) => {
      inBrowser(req, 'change your password');
      const given = validated(passwordChangeBodySchema, req.body);
      const answer = await accounts.auth.api.changePassword({
        body: { ...given, revokeOtherSessions: true },
        headers: authHeaders(req),
        asResponse: true,
      });
      if (!answer.ok)
        throw new AppError('invalid', 'The present password is not this one.', {
          details: { errors: [{ path: 'currentPassword', message: 'is not the present one' }] },
        });
      passCookies(answer, res);
      accounts.people.notePassword(own(req), 'changed the password');
      sendJson(req, res, {}, { cache });
    },
  );

  router.get(paths.api.sessions(), forAccounts, (req, res) => {
    const items = accounts.sessions.of(idOf(req)).map((row) => ({
      id: row.id,
      isThis: row.id === sessionOf(req),
      ...deviceWords(row.user_agent),
      address: row.address || null,
      signedInAt: row.created_at,
      lastSeenAt: row.updated_at,
      expiresAt: row.expires_at,
    }));
    sendJson(req, res, { items }, { cache });
  });
  router.delete(paths.api.sessions(), forAccounts, (req, res) => {
    accounts.sessions.endAll(idOf(req));
    res.status(204).end();
  });
  router.delete('/api/v1/account/sessions/:id', forAccounts, (req, res) => {
    if (!accounts.sessions.end(req.params.id, idOf(req))) throw notFound('such session');
    res.status(204).end();
  });

  router.get(paths.api.tokens(), forAccounts, (req, res) => {
    sendJson(req, res, { items: accounts.tokens.of(idOf(req)).map(toWireToken) }, { cache });
  });
  router.post(paths.api.tokens(), forAccounts, body, (req, res) => {
    inBrowser(req, 'make a token');
    const { name } = validated(newTokenBodySchema, req.body);
    const { text, id } = accounts.tokens.make(idOf(req), name);
    noteToken(req, 'created', id, name);
    const made = accounts.tokens.of(idOf(req)).find((token) => token.id === id);
    res.status(201);
    sendJson(req, res, { ...(made && toWireToken(made)), text }, { cache });
  });
  router.delete('/api/v1/account/tokens/:id', forAccounts, (req, res) => {
    const { id } = req.params;
    const name = accounts.tokens.of(idOf(req)).find((token) => token.id === id)?.name;
    if (name === undefined || !accounts.tokens.revoke(id, idOf(req))) throw notFound('such token');
    noteToken(req, 'revoked', id, name);
    res.status(204).end();
  });

  const noteToken = (req: Request, action: string, id: string, title: string) =>
    changes.note({
      actor: knownActor(req),
      action,
      entity: 'token',
      entityId: id,
      conferenceId: null,
      title,
    });

  router.all(paths.api.me(), methodNotAllowed('GET, HEAD'));
  router.all(paths.api.password(), methodNotAllowed('POST'));
  router.all(paths.api.sessions(), methodNotAllowed('GET, HEAD, DELETE'));
  router.all(paths.api.tokens(), methodNotAllowed('GET, HEAD, POST'));
  router.all(['/api/v1/account/sessions/:id', '/api/v1/account/tokens/:id'], methodNotAllowed('DELETE'));
  return router;
}

/** The account behind a request; a rule has seen to it that there is one. */
function idOf(req: Request): string {
  const { id } = knownActor(req);
  if (id === null) throw new AppError('forbidden', 'This is for accounts.');
  return id;
}

/** Whoever finds a token must not be able to make more of it. */
function inBrowser(req: Request, what: string): void {
  if (sessionOf(req) === null)
    throw new AppError('forbidden', `Sign in with a browser to ${what}: an API token is not enough.`);
}

function toWireToken(row: TokenRow) {
  return {
    id: row.id,
    name: row.name,
    createdAt: new Date(row.created_ms).toISOString(),
    lastUsedAt: row.last_used_ms === null ? null : new Date(row.last_used_ms).toISOString(),
  };
}
