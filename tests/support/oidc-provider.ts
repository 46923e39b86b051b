import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface TestProvider {
  issuer: string;
  /** Who signs in next. */
  person: { sub: string; email: string; email_verified: boolean; name: string };
  close(): Promise<void>;
}

/** A real OpenID provider on the loopback; whoever comes is signed in as `person` without a question. */
export async function startProvider(redirectUri: string, port = 0): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on TCP
  const test: TestProvider = {
    issuer,
    person: { sub: '1', email: '', email_verified: true, name: '' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'rostrum', client_secret: 'a secret of the two', redirect_uris: [redirectUri] }],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only for tests'] },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...test.person, sub }) }),
  });
  const answer = provider.callback();
  server.on('request', async (req, res) => {
    if (!req.url?.startsWith('/interaction/')) return answer(req, res);
    // The page where a person would sign in and agree.
    const { prompt, params, session } = await provider.interactionDetails(req, res);
    const accountId = session?.accountId ?? test.person.sub;
    if (prompt.name === 'login')
      return provider.interactionFinished(req, res, { login: { accountId: test.person.sub } });
    const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
    grant.addOIDCScope('openid email profile');
    return provider.interactionFinished(req, res, { consent: { grantId: await grant.save() } });
  });
  return test;
}
