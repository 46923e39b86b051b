import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Rostrum } from '#server/compose.ts';
import type { WorkTuning } from '#server/compose-work.ts';
import { readConfig } from '#server/kernel/config.ts';

/** The four who ask in tests; two organizers, so that one can try what is the other's. */
export type TestRole = 'admin' | 'organizer' | 'otherOrganizer' | 'viewer';

export interface TestApp extends Rostrum {
  /** Where it listens, without a trailing slash. */
  url: string;
  dataDir: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Asks as somebody with an account, by an API token; the account is made when it is first needed. */
  as(role: TestRole): (path: string, init?: RequestInit) => Promise<Response>;
  /** An API token of the account of a role. */
  token(role: TestRole): string;
  /** The id of the account of a role. */
  accountId(role: TestRole): string;
  /** Makes one of the organizers organize a conference. */
  giveConference(role: TestRole, conferenceId: number): void;
  /** Stops, and deletes the library unless it was given. */
  close(): Promise<void>;
}

/**
 * The composed portal on a library of its own and a free port; nothing runs in the background unless asked for.
 * @param o.env as the operator would set it; EXAMPLE=off and LOG_LEVEL=silent unless given
 * @param o.port a port that is known before; a free one unless given
 * @param o.dataDir an existing library to open again
 */
export async function startApp(
  o: {
    env?: NodeJS.ProcessEnv;
    dataDir?: string;
    port?: number;
    runsBackground?: boolean;
    tuning?: WorkTuning;
  } = {},
): Promise<TestApp> {
  const dataDir = o.dataDir ?? mkdtempSync(join(tmpdir(), 'rostrum-test-'));
  const rostrum = await compose(
    readConfig({
      EXAMPLE: 'off',
      LOG_LEVEL: 'silent',
      FFMPEG_PATH: process.env.FFMPEG_PATH,
      FFPROBE_PATH: process.env.FFPROBE_PATH,
      ...o.env,
      DATA_DIR: dataDir,
    }),
    o.tuning,
  );
  const server = createServer(rostrum.app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(o.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (o.runsBackground) rostrum.startBackground();
  const people = testPeople(rostrum);
  return {
    ...rostrum,
    ...people,
    as: (role) => askingWith(url, people.token(role)),
    url,
    dataDir,
    fetch: (path, init) => fetch(`${url}${path}`, init),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rostrum.stop();
      if (o.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** `fetch` with an API token. */
function askingWith(url: string, token: string): (path: string, init?: RequestInit) => Promise<Response> {
  return (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(`${url}${path}`, { ...init, headers });
  };
}

/** The accounts of the four roles, each made when it is first asked for. */
function testPeople({ accounts }: Rostrum): Pick<TestApp, 'token' | 'accountId' | 'giveConference'> {
  const by = { id: null, name: 'test' };
  const tokens = new Map<TestRole, string>();
  const accountId = (role: TestRole) => {
    const email = `${role.toLowerCase()}@example.org`;
    const known = accounts.people.byEmail(email);
    const given = { email, role: role === 'otherOrganizer' ? 'organizer' : role } as const;
    return (known ?? accounts.people.add(by, given)).id;
  };
  return {
    accountId,
    token(role) {
      const token = tokens.get(role) ?? accounts.tokens.make(accountId(role), 'test').text;
      tokens.set(role, token);
      return token;
    },
    giveConference: (role, conferenceId) => accounts.people.organizes(accountId(role), conferenceId),
  };
}
