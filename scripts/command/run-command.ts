import { AppError } from '#server/kernel/errors.ts';

/**
 * Runs a command's body. Wrong arguments and expected failures become one sentence on standard error.
 * @param o.name of the npm script, for the hint
 * @returns the exit code: the body's, 2 for wrong usage, 1 for a failure
 */
export async function runCommand(name: string, body: () => Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof AppError && error.code !== 'not_found') {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    if (error instanceof AppError) return usageError(name, error.message);
    // What parseArgs throws for an unknown option.
    if (error instanceof TypeError && 'code' in error) return usageError(name, error.message);
    throw error;
  }
}

/** Says what is wrong with the arguments; gives exit code 2. */
export function usageError(name: string, problem: string): number {
  process.stderr.write(`${problem}\n\nnpm run ${name} -- --help tells more.\n`);
  return 2;
}
