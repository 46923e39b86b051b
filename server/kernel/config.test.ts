import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('has a default for every key', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      trustProxy: false,
      dataDir: resolve('media'),
      publicUrl: null,
      loadsExample: true,
      transcodeConcurrency: 1,
    });
  });

  it('names every bad key at once, with what was given', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      PUBLIC_URL: 'talks.example.org',
      EXAMPLE: 'no',
      TRANSCODE_CONCURRENCY: '0',
      LOG_LEVEL: 'loud',
      ORGANIZER_EMAIL: 'nobody',
      ORGANIZER_PASSWORD: 'short',
      TRUST_PROXY: 'perhaps',
    });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'EXAMPLE',
      'LOG_LEVEL',
      'ORGANIZER_EMAIL',
      'ORGANIZER_PASSWORD',
      'PORT',
      'PUBLIC_URL',
      'TRANSCODE_CONCURRENCY',
      'TRUST_PROXY',
    ]);
    expect(problems.find((problem) => problem.startsWith('LOG_LEVEL'))).toContain('"loud"');
  });

  it.each(['999.1.1.1', '10.0.0.0/33', '::1/129', '10.0.0.1/8/8', 'loopback,'])(
    'refuses %s as a proxy',
    (value) => {
      expect(problemsOf({ TRUST_PROXY: value })[0]).toMatch(/^TRUST_PROXY: /);
    },
  );

  it.each(['1e3', '-1', '65536', '3000.5', ' 80'])('refuses %s as a port', (value) => {
    expect(problemsOf({ PORT: value })).toEqual([
      `PORT: must be a whole number from 0 to 65535 (it is ${JSON.stringify(value)})`,
    ]);
  });

  it('wants both or neither of the first organizer’s address and password', () => {
    expect(problemsOf({ ORGANIZER_EMAIL: 'a@example.org' })[0]).toMatch(/^ORGANIZER_PASSWORD: /);
    expect(problemsOf({ ORGANIZER_PASSWORD: 'long enough' })[0]).toMatch(/^ORGANIZER_EMAIL: /);
  });

  it('does not show a password that is refused', () => {
    const problems = problemsOf({ ORGANIZER_EMAIL: 'a@example.org', ORGANIZER_PASSWORD: 'hunter2' });
    expect(problems).toEqual(['ORGANIZER_PASSWORD: must have at least 10 characters (it is not shown)']);
  });

  it('wants all of a provider, and the address that it sends people back to', () => {
    expect(problemsOf({ OIDC_ISSUER: 'https://id.example.org' }).map((text) => text.split(':')[0])).toEqual([
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'PUBLIC_URL',
    ]);
    expect(problemsOf({ OIDC_NAME: 'Us' })[0]).toMatch(/^OIDC_ISSUER: /);
    const env = { OIDC_ISSUER: 'https://id.example.org/', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
    expect(readConfig({ ...env, PUBLIC_URL: 'https://talks.example.org' }).oidc).toEqual({
      ...{ issuer: 'https://id.example.org', clientId: 'a', clientSecret: 'b', name: 'id.example.org' },
    });
  });

  it.each(['whisper {input}', 'whisper "{input} {output}'])('refuses %s as a transcriber', (command) => {
    expect(problemsOf({ TRANSCRIBE_COMMAND: command })[0]).toMatch(/^TRANSCRIBE_COMMAND: /);
  });

  it('takes an empty value as not set', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ port: 3000, publicUrl: null });
  });

  it('drops the trailing slash of the public address', () => {
    expect(readConfig({ PUBLIC_URL: 'https://talks.example.org/' }).publicUrl).toBe(
      'https://talks.example.org',
    );
  });

  it.each([
    ['true', true],
    ['1', 1],
    ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
  ])('trusts proxies given as %s', (value, expected) => {
    expect(readConfig({ TRUST_PROXY: value }).trustProxy).toBe(expected);
  });
});
