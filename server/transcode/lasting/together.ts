/**
 * Runs several things at the same time; when one fails the others are cancelled, waited for, and its error is thrown.
 * @param signal cancels all of them
 */
export async function together<T extends readonly unknown[]>(
  signal: AbortSignal | undefined,
  tasks: { [K in keyof T]: (signal: AbortSignal) => Promise<T[K]> },
): Promise<T> {
  const stop = new AbortController();
  const shared = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  let failure: { error: unknown } | null = null;
  const guard = async (task: (signal: AbortSignal) => Promise<unknown>) => {
    try {
      return await task(shared);
    } catch (error) {
      failure ??= { error };
      stop.abort();
      return undefined;
    }
  };
  const results = await Promise.all(tasks.map(guard));
  if (failure !== null) throw (failure as { error: unknown }).error;
  // Each result is its task's, because none failed.
  return results as unknown as T;
}
