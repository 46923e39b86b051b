import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins';
import { SqliteDialect } from 'kysely';
import type { Db } from '#server/db/open.ts';
import type { Config } from '#server/kernel/config.ts';

/** The shortest password, in characters. */
export const shortestPassword = 10;
/** The longest password, in characters: what more could only keep the hashing busy. */
export const longestPassword = 128;
/** Where the address of the one who asks is handed over; nobody outside can set it. */
export const addressHeader = 'x-rostrum-address';
/** The name of the one OpenID provider among better-auth's. */
export const oidcProvider = 'oidc';

const daySeconds = 24 * 60 * 60;

/**
 * better-auth for e-mail, password, sessions and the one OpenID provider that may be configured. Without transactions:
 * they would be open while hashing goes on, and whatever else writes on the connection would be part of them. Its rate
 * limits and origin checks are off, because the routes in front of it have both for all ways of signing in.
 */
export function createAuth(o: {
  db: Db;
  secret: string;
  config: Pick<Config, 'publicUrl' | 'oidc'>;
  /** With the OpenID provider, which is asked for its addresses at once. */
  withProvider?: boolean;
}) {
  const { publicUrl } = o.config;
  const oidc = o.withProvider ? o.config.oidc : null;
  return betterAuth({
    appName: 'Rostrum',
    baseURL: publicUrl ?? 'http://localhost',
    basePath: '/api/v1/auth',
    secret: o.secret,
    database: { dialect: new SqliteDialect({ database: o.db }), type: 'sqlite', transaction: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
    },
    session: { expiresIn: 30 * daySeconds, updateAge: daySeconds },
    account: { accountLinking: { enabled: true, trustedProviders: [] } },
    advanced: {
      cookiePrefix: 'rostrum',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    plugins:
      oidc === null
        ? []
        : [
            genericOAuth({
              config: [
                {
                  providerId: oidcProvider,
                  name: oidc.name,
                  discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
                  clientId: oidc.clientId,
                  clientSecret: oidc.clientSecret,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  requireIdTokenVerification: true,
                },
              ],
            }),
          ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
