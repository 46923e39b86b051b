import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ProgramRun {
  program: string;
  args: readonly string[];
  cwd?: string | undefined;
  /** On top of this process's own. */
  env?: Record<string, string> | undefined;
  onLine?: (line: string) => void;
}

/**
 * Runs a program to its end and hands over its standard output line by line. It does not outlive this process, nor
 * does what it started.
 * @throws with the end of what it said on standard error where it failed
 */
export async function runProgram(o: ProgramRun): Promise<void> {
  const child = spawn(o.program, o.args, {
    cwd: o.cwd,
    env: { ...process.env, ...o.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const release = endWithUs(child);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => o.onLine?.(line));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (error) =>
        reject(new Error(`${o.program} cannot be run: ${error.message}`, { cause: error })),
      );
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`${o.program} failed (${code}): ${said.trim()}`);
  } finally {
    release();
  }
}

/** Runs a program and gives all of its standard output; for short ones. */
export async function readProgram(o: Omit<ProgramRun, 'onLine'>): Promise<string> {
  const lines: string[] = [];
  await runProgram({ ...o, onLine: (line) => lines.push(line) });
  return lines.join('\n');
}

/**
 * Ends a child that leads a process group (`detached`), with its group, when this process ends first.
 * @returns to be called when the child has ended
 */
export function endWithUs(child: ChildProcess): () => void {
  const end = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has just ended by itself.
    }
  };
  process.prependOnceListener('exit', end);
  return () => process.off('exit', end);
}
