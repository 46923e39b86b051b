import type { Db } from '#server/db/open.ts';
import type { Config } from '#server/kernel/config.ts';
import { AppError } from '#server/kernel/errors.ts';
import { type Auth, createAuth, oidcProvider } from './auth.ts';

export const oidcCallbackPath = `/api/v1/auth/callback/${oidcProvider}`;

const providerAnswersWithinMs = 10_000;

/**
 * Signing in through the OpenID provider that is configured (OpenID Connect Core 1.0, authorization code flow with PKCE
 * and nonce). It has a better-auth of its own, made when somebody first goes this way: the provider is asked for its
 * addresses then, so that a portal starts and works without it.
 */
export function createOidc(o: { db: Db; secret: string; config: Pick<Config, 'publicUrl' | 'oidc'> }) {
  let made: Promise<Auth> | null = null;

  const provider = async (): Promise<Auth> => {
    const { oidc } = o.config;
    if (oidc === null)
      throw new AppError('not_found', 'Signing in through a provider is not set up on this portal.');
    made ??= ready(createAuth({ ...o, withProvider: true }));
    try {
      return await withinTime(made);
    } catch (cause) {
      made = null;
      throw unreachable(oidc.name, cause);
    }
  };

  return {
    /** Where the browser goes, and the cookies that tie it to this way. */
    async begin(headers: Headers, returnTo: string): Promise<{ url: string; cookies: string[] }> {
      const auth = await provider();
      const answer = await auth.api
        .signInSocial({
          body: {
            provider: oidcProvider,
            callbackURL: returnTo,
            errorCallbackURL: '/organize?refused=provider',
            disableRedirect: true,
          },
          headers,
          asResponse: true,
        })
        .catch((cause: unknown) => {
          throw unreachable(o.config.oidc?.name ?? '', cause);
        });
      const found: unknown = answer.ok ? await answer.json() : null;
      const url = typeof found === 'object' && found !== null && 'url' in found ? found.url : null;
      if (typeof url !== 'string') {
        made = null;
        throw unreachable(o.config.oidc?.name ?? '', answer.status);
      }
      return { url, cookies: answer.headers.getSetCookie() };
    },
    /** What the provider sent back -> a session's cookies and the page to go to. */
    async finish(headers: Headers, pathAndQuery: string): Promise<{ to: string; cookies: string[] }> {
      const auth = await provider();
      const base = o.config.publicUrl ?? 'http://localhost';
      const answer = await auth.handler(new Request(new URL(pathAndQuery, base), { headers }));
      const location = answer.headers.get('location');
      // Only paths of our own leave here, whatever stood in the answer.
      const to = location === null ? null : new URL(location, base);
      const isOurs = to !== null && to.origin === new URL(base).origin && to.pathname.startsWith('/organize');
      return {
        to: isOurs ? `${to.pathname}${to.search}` : '/organize?refused=provider',
        cookies: answer.headers.getSetCookie(),
      };
    },
  };
}

async function ready(auth: Auth): Promise<Auth> {
  await auth.$context;
  return auth;
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), providerAnswersWithinMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function unreachable(name: string, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    `${name} cannot be reached at the moment: try again later, or sign in with e-mail and password.`,
    { cause },
  );
}
