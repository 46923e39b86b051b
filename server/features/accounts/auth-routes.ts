import { json, type Request, Router } from 'express';
import { newPasswordBodySchema, oidcBodySchema, signInBodySchema } from '#server/contract/account-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { everyone } from './access.ts';
import type { Accounts } from './accounts.ts';
import { authHeaders, passCookies } from './auth-request.ts';
import { refuseOtherSites } from './identify.ts';
import { oidcCallbackPath } from './oidc.ts';
import { limitPerAccount, limitPerAddress } from './sign-in-limits.ts';

/** Signing in and out, setting a password by a link, and the way through an OpenID provider. */
export function authRoutes(o: {
  accounts: Accounts;
  publicUrl: string | null;
  providerName: string | null;
}): Router {
  const { accounts } = o;
  const router = Router();
  const body = json({ limit: '8kb' });
  const own = refuseOtherSites(o.publicUrl);
  const fromOneAddress = limitPerAddress();

  router.get(paths.api.waysIn(), everyone, (req, res) => {
    const provider = o.providerName === null ? null : { name: o.providerName };
    sendJson(req, res, { hasAccounts: accounts.people.count() > 0, provider }, { cache: 'private' });
  });

  router.post(
    paths.api.signIn(),
    everyone,
    own,
    body,
    fromOneAddress,
    limitPerAccount((req) => emailOf(req)),
    async (req, res) => {
      const { email, password } = validated(signInBodySchema, req.body);
      const answer = await accounts.auth.api.signInEmail({
        body: { email: email.trim().toLowerCase(), password },
        headers: authHeaders(req),
        asResponse: true,
      });
      // One sentence for a wrong password, an unknown address and an account in the bin: it tells nobody who is here.
      if (!answer.ok || accounts.people.byEmail(email)?.deletedMs !== null) {
        const account = accounts.people.byEmail(email);
        if (account !== null && account.deletedMs !== null) accounts.sessions.endAll(account.id);
        throw new AppError('unauthenticated', 'This e-mail and password do not belong together.');
      }
      passCookies(answer, res);
      sendJson(req, res, {}, { cache: 'private' });
    },
  );

  router.post(paths.api.signOut(), everyone, own, async (req, res) => {
    const answer = await accounts.auth.api.signOut({ headers: authHeaders(req), asResponse: true });
    passCookies(answer, res);
    res.setHeader('Cache-Control', 'private, no-store').status(204).end();
  });

  router.post(paths.api.resetPassword(), everyone, own, body, limitPerAddress(), async (req, res) => {
    const { token, newPassword } = validated(newPasswordBodySchema, req.body);
    const account = accounts.people.byLink(token);
    const answer = await accounts.auth.api.resetPassword({ body: { token, newPassword }, asResponse: true });
    if (!answer.ok || account === null)
      throw new AppError(
        'gone',
        'This link has been used or is too old: ask whoever runs the portal for a new one.',
      );
    accounts.people.notePassword(account, 'set a password');
    sendJson(req, res, {}, { cache: 'private' });
  });

  router.post(paths.api.oidc(), everyone, own, body, async (req, res) => {
    const { returnTo } = validated(oidcBodySchema, req.body ?? {});
    const { url, cookies } = await accounts.oidc.begin(authHeaders(req), safePath(returnTo));
    for (const line of cookies) res.append('Set-Cookie', line);
    sendJson(req, res, { url }, { cache: 'private' });
  });
  router.get(oidcCallbackPath, everyone, fromOneAddress, async (req, res) => {
    const { to, cookies } = await accounts.oidc.finish(authHeaders(req), req.originalUrl);
    for (const line of cookies) res.append('Set-Cookie', line);
    res.setHeader('Cache-Control', 'private, no-store');
    res.redirect(302, to);
  });

  router.all([paths.api.waysIn(), oidcCallbackPath], methodNotAllowed('GET, HEAD'));
  router.all(
    [paths.api.signIn(), paths.api.signOut(), paths.api.resetPassword(), paths.api.oidc()],
    methodNotAllowed('POST'),
  );
  return router;
}

function emailOf(req: Request): string {
  const body: unknown = req.body;
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : '';
  return String(email).trim().toLowerCase().slice(0, 254);
}

/** A page of the organizers' area to come back to, and never an address elsewhere. */
function safePath(path: string | undefined): string {
  return path !== undefined && /^\/organize(\/[\w/-]*)?$/.test(path) ? path : '/organize';
}
