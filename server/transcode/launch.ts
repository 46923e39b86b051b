/**
 * Sets the limits that the kernel keeps, then becomes the program: no core files, and only so much memory that is
 * written to (RLIMIT_DATA; the address space would also count what threads only reserve, which grows with the cores).
 * Where a system knows no such limit, the program runs without.
 */
const SCRIPT = 'ulimit -c 0; ulimit -d "$1" 2>/dev/null; n=$2; shift 2; exec nice -n "$n" "$@"';

/** Command and arguments that start `argv` at a lower priority and within limits, as the same process. */
export function launch(
  argv: readonly string[],
  o: { nice: number; memoryBytes: number },
): { command: string; args: string[] } {
  const kib = Math.floor(o.memoryBytes / 1024);
  return { command: 'sh', args: ['-c', SCRIPT, 'sh', `${kib}`, `${o.nice}`, ...argv] };
}
