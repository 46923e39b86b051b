import type { Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AppError } from '#server/kernel/errors.ts';

const windowMs = 15 * 60_000;

function limit(o: { failures: number; sentence: string; keyOf?: (req: Request) => string }) {
  return rateLimit({
    windowMs,
    limit: o.failures,
    // Only failures count: those who know their password are never in the way of each other.
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...(o.keyOf && { keyGenerator: o.keyOf }),
    handler: (_req, _res, next) => next(new AppError('rate_limited', o.sentence)),
  });
}

/** Failed tries from one address (IPv6: from one network): thirty in a quarter of an hour. */
export function limitPerAddress() {
  return limit({
    failures: 30,
    sentence: 'Too many failed tries from this address: please wait a quarter of an hour and try again.',
  });
}

/** Failed tries for one account, from wherever they come and whether it exists or not: ten in a quarter of an hour. */
export function limitPerAccount(accountOf: (req: Request) => string) {
  return limit({
    failures: 10,
    sentence: 'Too many failed tries for this account: please wait a quarter of an hour and try again.',
    keyOf: accountOf,
  });
}
