import type { NextFunction, Request, Response } from 'express';
import { AppError } from '#server/kernel/errors.ts';
import { notFound } from '#server/kernel/http.ts';
import { actorOf, mayOrganize } from './actor.ts';

/** Who may use a route. Every route declares one; a test reads them off the composed application. */
export type Rule = 'everyone' | 'account' | 'organizer' | 'organizer of the conference' | 'admin';

/**
 * To which conferences the thing in a request's path belongs (a speaker to those of all talks); null when there is no
 * such thing. An empty list or a null in it = to none.
 */
export type ConferencesOf = (req: Request) => ReadonlyArray<number | null> | null;

/** Enforces a rule on whatever path; generic, so that the handlers after it know the path's parameters. */
export type RuleHandler = <P>(req: Request<P>, res: Response, next: NextFunction) => void;

const rules = new WeakMap<object, Rule>();

/** The rule that a handler enforces; null for a handler that is none of these. */
export function ruleOf(handler: object): Rule | null {
  return rules.get(handler) ?? null;
}

function ruled(rule: Rule, check: (req: Request) => void): RuleHandler {
  const handler: RuleHandler = (req, _res, next) => {
    check(req as Request); // whatever the path's parameters are, they are texts
    next();
  };
  rules.set(handler, rule);
  return handler;
}

/** For everyone; what of it somebody sees is the handler's matter. */
export const everyone = ruled('everyone', () => {});

/** For everyone with an account. */
export const forAccounts = ruled('account', signedIn);

/** For organizers of any conference and admins; the handler narrows lists to what is theirs. */
export const forOrganizers = ruled('organizer', organizes);

export const forAdmins = ruled('admin', (req) => {
  signedIn(req);
  if (actorOf(req)?.role !== 'admin') throw denied('This is for admins.');
});

/** For organizers of the conference that the thing in the path belongs to, and for admins. */
export function forOrganizersOf(conferencesOf: ConferencesOf, what: string): RuleHandler {
  return ruled('organizer of the conference', (req) => {
    organizes(req);
    const ids = conferencesOf(req);
    if (ids === null) throw notFound(`such ${what}`);
    if (!mayOrganize(actorOf(req), ids))
      throw denied(`This ${what} belongs to a conference that you do not organize.`);
  });
}

function organizes(req: Request): void {
  signedIn(req);
  if (actorOf(req)?.role === 'viewer') throw denied('This is for organizers.');
}

function signedIn(req: Request): void {
  if (actorOf(req) === null)
    throw new AppError(
      'unauthenticated',
      'Please sign in, or send Authorization: Bearer and an API token of an account.',
    );
}

function denied(sentence: string): AppError {
  return new AppError('forbidden', sentence);
}
