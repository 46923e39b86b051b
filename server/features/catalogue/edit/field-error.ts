import { AppError } from '#server/kernel/errors.ts';

/** A field that cannot be as it was sent: shown beside it. */
export function fieldError(path: string, message: string): AppError {
  return new AppError('invalid', `${path}: ${message}`, { details: { errors: [{ path, message }] } });
}
