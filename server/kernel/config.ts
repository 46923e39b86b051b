import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type CommandTemplate, parseCommand } from './command-template.ts';
import { StartError } from './errors.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function wholeNumber({ from, to }: { from: number; to: number }) {
  const sentence = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= from && value <= to, sentence);
}

/** What the operator may set; every key of the environment that Rostrum reads is here and nowhere else. */
const environmentSchema = z.object({
  PORT: wholeNumber({ from: 0, to: 65_535 }).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  TRUST_PROXY: z
    .string()
    .refine(isTrustProxy, 'must be true, false, a number of hops, or addresses separated by commas')
    .default('false'),
  DATA_DIR: z.string().min(1).default('media'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address such as https://talks.example.org' })
    .optional(),
  FFMPEG_PATH: z.string().min(1).default('ffmpeg'),
  FFPROBE_PATH: z.string().min(1).default('ffprobe'),
  CHROMIUM_PATH: z.string().min(1).optional(),
  ORGANIZER_EMAIL: z.email('must be an e-mail address').optional(),
  ORGANIZER_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be the http(s) address of an OpenID provider' })
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().max(60, 'must have at most 60 characters').optional(),
  TRANSCRIBE_COMMAND: z
    .string()
    .refine(
      (text) => parseCommand(text) !== null && text.includes('{input}') && text.includes('{output}'),
      'must be a command line with {input} and {output} in it and every quote closed',
    )
    .optional(),
  EXAMPLE: z.enum(['on', 'off'], 'must be on or off').default('on'),
  TRANSCODE_CONCURRENCY: wholeNumber({ from: 1, to: 64 }).default(1),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

export interface Config {
  port: number;
  host: string;
  /** As Express's `trust proxy` takes it. */
  trustProxy: boolean | number | string;
  /** Absolute path of the library. */
  dataDir: string;
  /** Without a trailing slash; null when not configured. */
  publicUrl: string | null;
  ffmpegPath: string;
  ffprobePath: string;
  /** Becomes an admin at the start where there is no such account yet; null when not configured. */
  organizer: { email: string; password: string } | null;
  /** The OpenID provider that people may sign in with; `issuer` without a trailing slash. Null when not configured. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  /** What writes down speech, with its places {input}, {output} and {language}; null when not configured. */
  transcribeCommand: CommandTemplate | null;
  loadsExample: boolean;
  transcodeConcurrency: number;
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
}

/** Wrong configuration: `problems` names every bad key, one sentence each. */
export class ConfigError extends StartError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the environment once.
 * @param env usually `process.env`; empty strings count as not set
 * @throws {ConfigError} naming every bad key at once
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')}: ${issue.message} (it is ${shown(String(issue.path[0]), given)})`,
  );
  for (const [key, other] of needed) {
    if (given[key] !== undefined && given[other] === undefined)
      problems.push(`${other}: must be set where ${key} is (it is not set)`);
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    trustProxy: parseTrustProxy(values.TRUST_PROXY),
    dataDir: resolve(values.DATA_DIR),
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    ffmpegPath: values.FFMPEG_PATH,
    ffprobePath: values.FFPROBE_PATH,
    organizer: organizerOf(values),
    oidc: oidcOf(values),
    transcribeCommand: parseCommand(values.TRANSCRIBE_COMMAND ?? ''),
    loadsExample: values.EXAMPLE === 'on',
    transcodeConcurrency: values.TRANSCODE_CONCURRENCY,
    logLevel: values.LOG_LEVEL,
  };
}

/** Keys that make no sense without another one; a provider must be told where to send people back to. */
const needed = [
  ['ORGANIZER_EMAIL', 'ORGANIZER_PASSWORD'],
  ['ORGANIZER_PASSWORD', 'ORGANIZER_EMAIL'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'PUBLIC_URL'],
  ['OIDC_CLIENT_ID', 'OIDC_ISSUER'],
  ['OIDC_CLIENT_SECRET', 'OIDC_ISSUER'],
  ['OIDC_NAME', 'OIDC_ISSUER'],
] as const;

function organizerOf(values: z.infer<typeof environmentSchema>): Config['organizer'] {
  const { ORGANIZER_EMAIL: email, ORGANIZER_PASSWORD: password } = values;
  return email === undefined || password === undefined ? null : { email, password };
}

function oidcOf(values: z.infer<typeof environmentSchema>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  const name = values.OIDC_NAME ?? new URL(issuer).hostname;
  return { issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret, name };
}

/** A value as the operator set it; secrets stay out of logs. */
function shown(key: string, given: Readonly<Record<string, string | undefined>>): string {
  return /PASSWORD|SECRET/.test(key) && given[key] !== undefined ? 'not shown' : quote(given[key]);
}

function quote(value: string | undefined): string {
  return value === undefined
    ? 'not set'
    : JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}

function parseTrustProxy(value: string): boolean | number | string {
  if (value === 'true') return true;
  if (value === 'false') return false;
  return /^\d+$/.test(value) ? Number(value) : value;
}

function isTrustProxy(value: string): boolean {
  if (/^(true|false|\d{1,3})$/.test(value)) return true;
  return value.split(',').every((part) => isProxyAddress(part.trim()));
}

/** An address, a network in CIDR notation, or one of Express's names for networks. */
function isProxyAddress(text: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= bits);
}
