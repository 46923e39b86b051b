import { json, type Request, Router } from 'express';
import { z } from 'zod';
import { accountChangeBodySchema, newAccountBodySchema } from '#server/contract/account-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { listQuerySchema } from '#server/contract/schemas.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { forAdmins } from './access.ts';
import type { Accounts } from './accounts.ts';
import { knownActor } from './actor.ts';
import type { PasswordLink } from './links.ts';
import { type Account, accountBinMs } from './people.ts';

const one = '/api/v1/accounts/:id';
const deleteQuerySchema = z.object({ now: z.enum(['0', '1']).default('0') });

export interface AccountsRoutesDeps {
  accounts: Accounts;
  /** Titles of conferences by id; those that are gone are left out. */
  conferenceTitles: (ids: readonly number[]) => ReadonlyMap<number, string>;
  publicUrl: string | null;
}

/** Everybody's accounts, for admins. */
export function accountsRoutes({ accounts, conferenceTitles, publicUrl }: AccountsRoutesDeps): Router {
  const { people } = accounts;
  const router = Router();
  const body = json({ limit: '64kb' });
  const cache = 'private' as const;

  const conferencesOf = ({ conferenceIds }: Account) =>
    [...conferenceTitles(conferenceIds)].map(([id, title]) => ({ id, title }));
  const toWire = (account: Account) => ({
    id: account.id,
    email: account.email,
    name: account.name,
    role: account.role,
    conferences: conferencesOf(account),
    hasPassword: account.hasPassword,
    createdAt: account.createdAt,
    lastSeenAt: account.lastSeenAt,
    deletedAt: iso(account.deletedMs),
    goesAt: iso(account.deletedMs === null ? null : account.deletedMs + accountBinMs),
  });
  const toWireLink = (req: Request, link: PasswordLink) => ({
    url: `${publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`}${link.path}`,
    expiresAt: new Date(link.expiresMs).toISOString(),
  });
  const known = (ids: readonly number[] | undefined) => {
    const titles = conferenceTitles(ids ?? []);
    const missing = ids?.find((id) => !titles.has(id));
    if (missing !== undefined)
      throw new AppError('invalid', `There is no conference with the number ${missing}.`);
  };

  router.get(paths.api.accounts(), forAdmins, (req, res) => {
    const { limit, cursor } = validated(listQuerySchema, req.query);
    const after = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString();
    const found = people.page({ after, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    const nextCursor = last === undefined ? null : Buffer.from(last.email).toString('base64url');
    sendJson(req, res, { items: items.map(toWire), nextCursor }, { cache });
  });
  router.post(paths.api.accounts(), forAdmins, body, (req, res) => {
    const { name, ...given } = validated(newAccountBodySchema, req.body);
    known(given.conferenceIds);
    const account = people.add(knownActor(req), { ...given, ...(name !== undefined && { name }) });
    const link = toWireLink(req, people.links.make(account.id, 'invitation'));
    res.status(201);
    sendJson(req, res, { account: toWire(account), link }, { cache });
  });
  router.get(one, forAdmins, (req, res) => {
    sendJson(req, res, toWire(people.one(req.params.id)), { cache });
  });
  router.patch(one, forAdmins, body, (req, res) => {
    const given = validated(accountChangeBodySchema, req.body);
    known(given.conferenceIds);
    sendJson(req, res, toWire(people.change(knownActor(req), req.params.id, given)), { cache });
  });

  router.post(`${one}/reset-link`, forAdmins, (req, res) => {
    const account = people.one(req.params.id);
    if (account.deletedMs !== null)
      throw new AppError('conflict', 'This account is in the bin: restore it first.');
    const link = people.links.make(account.id, account.hasPassword ? 'reset' : 'invitation');
    people.notePassword(account, 'made a password link for', knownActor(req));
    sendJson(req, res, toWireLink(req, link), { cache });
  });
  router.delete(`${one}/sessions`, forAdmins, (req, res) => {
    const account = people.one(req.params.id);
    accounts.sessions.endAll(account.id);
    people.notePassword(account, 'signed out', knownActor(req));
    res.status(204).end();
  });

  router.get(`${one}/deletion`, forAdmins, (req, res) => {
    const account = people.one(req.params.id);
    const body = {
      sessions: accounts.sessions.of(account.id).length,
      tokens: accounts.tokens.of(account.id).length,
      conferences: conferencesOf(account),
      changes: accounts.log.countBy(account.id),
      isLastAdmin: people.isLastAdmin(account.id),
    };
    sendJson(req, res, body, { cache });
  });
  router.delete(one, forAdmins, (req, res) => {
    const { now } = validated(deleteQuerySchema, req.query);
    if (now === '1') people.purge(knownActor(req), req.params.id);
    else people.toBin(knownActor(req), req.params.id);
    res.status(204).end();
  });
  router.post(`${one}/restore`, forAdmins, (req, res) => {
    sendJson(req, res, toWire(people.restore(knownActor(req), req.params.id)), { cache });
  });

  router.all(paths.api.accounts(), methodNotAllowed('GET, HEAD, POST'));
  router.all(one, methodNotAllowed('GET, HEAD, PATCH, DELETE'));
  router.all([`${one}/reset-link`, `${one}/restore`], methodNotAllowed('POST'));
  router.all(`${one}/deletion`, methodNotAllowed('GET, HEAD'));
  router.all(`${one}/sessions`, methodNotAllowed('DELETE'));
  return router;
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
