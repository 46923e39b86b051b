import type { Request } from 'express';
import { AppError } from '#server/kernel/errors.ts';

export type Role = 'viewer' | 'organizer' | 'admin';

/** Somebody who is known: an account behind a browser session or an API token, or whoever runs a command on the machine. */
export interface Actor {
  /** Account id; null for a command. */
  id: string | null;
  /** As it stands in the log of changes. */
  name: string;
  role: Role;
  /** Conferences an organizer may work on; an admin may on all. */
  conferenceIds: ReadonlySet<number>;
  via: 'session' | 'token' | 'command';
}

const actors = new WeakMap<Request, Actor>();
const askedAgain = new WeakMap<Request, () => Actor | null>();

/**
 * Notes who asks; done once for a request, before any route.
 * @param again who they are by then; null once their session has ended or their token was revoked
 */
export function setActor(req: Request, actor: Actor, again: () => Actor | null): void {
  actors.set(req, actor);
  askedAgain.set(req, again);
}

/** Who asks, as the database has it now: for answers that last, such as news as they come. */
export function presentActor(req: Request): Actor | null {
  return askedAgain.get(req)?.() ?? null;
}

/** Who asks; null = anonymous. */
export function actorOf(req: Request): Actor | null {
  return actors.get(req) ?? null;
}

/** Who asks, behind a rule that lets nobody anonymous pass. */
export function knownActor(req: Request): Actor {
  const actor = actorOf(req);
  if (actor === null) throw new AppError('unauthenticated', 'Please sign in.');
  return actor;
}

/** Whether somebody organizes at least one of these conferences; what belongs to none is for admins. */
export function mayOrganize(actor: Actor | null, conferenceIds: ReadonlyArray<number | null>): boolean {
  if (actor === null) return false;
  if (actor.role === 'admin') return true;
  return actor.role === 'organizer' && conferenceIds.some((id) => id !== null && actor.conferenceIds.has(id));
}
