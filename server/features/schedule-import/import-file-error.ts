import { AppError } from '#server/kernel/errors.ts';

const shown = 10;

/** A programme file that cannot be read: one sentence per mistake, each naming its line, row or key. */
export class ImportFileError extends AppError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options: { cause?: unknown } = {}) {
    const more = problems.length > shown ? [`and ${problems.length - shown} more`] : [];
    super('invalid', [...problems.slice(0, shown), ...more].join('\n'), {
      details: { errors: problems.map((message) => ({ path: '', message })) },
      ...options,
    });
    this.name = 'ImportFileError';
    this.problems = problems;
  }
}
