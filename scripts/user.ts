import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openDatabase } from '#server/db/open.ts';
import { createAccounts } from '#server/features/accounts/accounts.ts';
import { createBelongings } from '#server/features/accounts/belongings.ts';
import { createChangeLog } from '#server/features/accounts/change-log.ts';
import type { PasswordLink } from '#server/features/accounts/links.ts';
import type { Account } from '#server/features/accounts/people.ts';
import type { Config } from '#server/kernel/config.ts';
import { prepareDataDir } from '#server/kernel/data-dir.ts';
import { AppError } from '#server/kernel/errors.ts';
import { commandConfig } from './command/config.ts';
import { printable } from './command/printable.ts';

const HELP = `Usage: npm run user -- COMMAND

  add EMAIL --role ROLE [--name NAME] [--conference SLUG]...
                                makes an account and prints a link to set its password
  reset EMAIL                   prints a link to set a new password
  role EMAIL ROLE [--conference SLUG]...
                                changes the role; with --conference also what is organized
  token EMAIL [--name NAME]     makes an API token and prints it, this once
  list                          all accounts with role, conferences and when they were last here
  sessions end EMAIL            signs the account out everywhere
  remove EMAIL [--now]          into the bin for 30 days; with --now for good
  restore EMAIL                 takes it out of the bin

Roles: admin (everything), organizer (the conferences named), viewer (the own account only)

Options:
  --help   print this

Works while the server runs and when it does not.
Environment: DATA_DIR, PUBLIC_URL and the others of npm start
Exit codes: 0 done, 1 not possible (the reason is on standard error), 2 wrong usage
`;

const by = { id: null, name: 'command on the machine' } as const;
const roleSchema = z.enum(['admin', 'organizer', 'viewer'], 'The role must be admin, organizer or viewer.');

class UsageError extends Error {}

interface Open {
  changes: ReturnType<typeof createChangeLog>;
  config: Config;
  accounts: ReturnType<typeof createAccounts>;
  conferenceIds: (slugs: readonly string[]) => number[];
  titles: (ids: readonly number[]) => string[];
}

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  let run: ((open: Open) => string) | null;
  try {
    run = readArgs(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n\nnpm run user -- --help tells more.\n`);
    return 2;
  }
  if (run === null) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = commandConfig();
  prepareDataDir(config.dataDir);
  const db = openDatabase(join(config.dataDir, 'portal.db'));
  const changes = createChangeLog(db);
  const accounts = createAccounts({ config, db, changes });
  const belongings = createBelongings(db);
  try {
    const conferenceIds = (slugs: readonly string[]) => slugs.map((slug) => conferenceOf(belongings, slug));
    const titles = (ids: readonly number[]) => [...belongings.conferenceTitles(ids).values()];
    process.stdout.write(`${run({ config, accounts, changes, conferenceIds, titles })}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    accounts.close();
    db.close();
  }
}

function conferenceOf(belongings: ReturnType<typeof createBelongings>, slug: string): number {
  const id = belongings.conferenceBySlug(slug);
  if (id === null) throw new AppError('not_found', `There is no conference ${JSON.stringify(slug)}.`);
  return id;
}

/** What is to be done; null = print the help. */
function readArgs(args: readonly string[]): ((open: Open) => string) | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      name: { type: 'string' },
      conference: { type: 'string', multiple: true },
      now: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [command, ...rest] = positionals;
  const expect = (...names: string[]) => {
    if (rest.length < names.length)
      throw new UsageError(`${command} needs ${names.slice(rest.length).join(' and ')}.`);
    if (rest.length > names.length) throw new UsageError(`Unexpected argument: ${rest[names.length]}`);
    return rest.map(String);
  };
  const slugs = values.conference;
  switch (command) {
    case 'add': {
      const [email = ''] = expect('an e-mail address');
      const role = roleOf(values.role);
      if (!z.email().safeParse(email).success) throw new UsageError(`${email} is not an e-mail address.`);
      return ({ config, accounts, conferenceIds }) => {
        const given = { email, role, conferenceIds: conferenceIds(slugs ?? []) };
        const account = accounts.people.add(by, {
          ...given,
          ...(values.name !== undefined && { name: values.name }),
        });
        const link = accounts.people.links.make(account.id, 'invitation');
        return `${account.email} is ${role} now. To set the password:\n${linkWords(config, link)}`;
      };
    }
    case 'reset': {
      const [email = ''] = expect('an e-mail address');
      return ({ config, accounts }) => {
        const account = known(accounts, email);
        const link = accounts.people.links.make(account.id, account.hasPassword ? 'reset' : 'invitation');
        accounts.people.notePassword(account, 'made a password link for', by);
        return `To set a new password of ${account.email}:\n${linkWords(config, link)}`;
      };
    }
    case 'role': {
      const [email = '', roleText] = expect('an e-mail address', 'a role');
      const role = roleOf(roleText);
      return ({ accounts, conferenceIds, titles }) => {
        const ids = slugs === undefined ? undefined : conferenceIds(slugs);
        const account = accounts.people.change(by, known(accounts, email).id, { role, conferenceIds: ids });
        return accountLine(account, titles);
      };
    }
    case 'token': {
      const [email = ''] = expect('an e-mail address');
      return ({ accounts, changes }) => {
        const title = values.name ?? 'made by npm run user';
        const { id, text } = accounts.tokens.make(known(accounts, email).id, title);
        changes.note({
          actor: by,
          action: 'created',
          entity: 'token',
          entityId: id,
          conferenceId: null,
          title,
        });
        return text;
      };
    }
    case 'list':
      expect();
      return ({ accounts, titles }) => {
        const lines = accounts.people.all().map((account) => accountLine(account, titles));
        return lines.length > 0
          ? lines.join('\n')
          : 'There are no accounts yet: npm run user -- add EMAIL --role admin';
      };
    case 'sessions': {
      const [verb, email = ''] = expect('end', 'an e-mail address');
      if (verb !== 'end') throw new UsageError('It is: sessions end EMAIL');
      return ({ accounts }) => {
        const account = known(accounts, email);
        const count = accounts.sessions.endAll(account.id);
        accounts.people.notePassword(account, 'signed out', by);
        return `${count} ${count === 1 ? 'session' : 'sessions'} ended.`;
      };
    }
    case 'remove': {
      const [email = ''] = expect('an e-mail address');
      return ({ accounts }) => {
        const account = accounts.people.byEmail(email) ?? nobody(email);
        if (values.now) accounts.people.purge(by, account.id);
        else accounts.people.toBin(by, account.id);
        return values.now
          ? `${account.email} is gone for good.`
          : `${account.email} is in the bin for 30 days: npm run user -- restore ${account.email}`;
      };
    }
    case 'restore': {
      const [email = ''] = expect('an e-mail address');
      return ({ accounts, titles }) => {
        const account = accounts.people.byEmail(email) ?? nobody(email);
        return accountLine(accounts.people.restore(by, account.id), titles);
      };
    }
    default:
      throw new UsageError(
        command === undefined ? 'A command is needed.' : `There is no command ${command}.`,
      );
  }
}

function roleOf(text: string | undefined) {
  const parsed = roleSchema.safeParse(text);
  if (!parsed.success) throw new UsageError('The role must be admin, organizer or viewer.');
  return parsed.data;
}

/** An account that can be used; one in the bin must be taken out first. */
function known(accounts: Open['accounts'], email: string): Account {
  const account = accounts.people.byEmail(email) ?? nobody(email);
  if (account.deletedMs !== null)
    throw new AppError(
      'conflict',
      `${account.email} is in the bin: npm run user -- restore ${account.email}`,
    );
  return account;
}

function nobody(email: string): never {
  throw new AppError('not_found', `There is no account ${printable(email)}.`);
}

function linkWords({ publicUrl, port }: Config, { path, expiresMs }: PasswordLink): string {
  const until = new Date(expiresMs).toISOString().replace('T', ' ').slice(0, 16);
  return `${publicUrl ?? `http://localhost:${port}`}${path}\nIt works once, until ${until} UTC.`;
}

function accountLine(account: Account, titles: Open['titles']): string {
  const conferences = titles(account.conferenceIds).map(printable).join(', ');
  const seen = account.lastSeenAt === null ? 'not signed in' : `seen ${account.lastSeenAt.slice(0, 10)}`;
  const state = account.deletedMs === null ? seen : 'in the bin';
  const what = account.role === 'organizer' ? `organizer of ${conferences || 'nothing yet'}` : account.role;
  return `${account.email}  ${what}  ${state}`;
}
