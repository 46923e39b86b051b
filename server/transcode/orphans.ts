import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { buildingDir } from './durable.ts';

const run = promisify(execFile);
const GONE_WITHIN_MS = 5000;

/**
 * Finds ffmpeg processes whose command line names a path under `dirPrefix` (absolute), or that file itself: after a
 * crash of the server those are its left-overs. Also where a whole version of that name was being built. Reads /proc; elsewhere asks `ps`.
 * @param program of others than ffmpeg, what their names match
 */
export async function findOrphans(dirPrefix: string, program = /ffmpeg/i): Promise<number[]> {
  const dir = dirPrefix.replace(/\/+$/, '');
  const places = [`${dir}/`, `${buildingDir(dir)}/`, `${dir} `];
  const processes = await listProcesses();
  return processes
    .filter(
      (p) =>
        p.pid !== process.pid &&
        program.test(p.program) &&
        places.some((place) => `${p.args} `.includes(place)),
    )
    .map((p) => p.pid);
}

/**
 * Ends what `findOrphans` finds, by SIGKILL, and waits until all are gone.
 * @returns the ids of the ended processes
 */
export async function killOrphans(dirPrefix: string, program?: RegExp): Promise<number[]> {
  const killed = await findOrphans(dirPrefix, program);
  for (const pid of killed) {
    // A program that leads a group has what it started ended with it.
    for (const id of [pid, -pid]) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // Ended by itself in between, or no group.
      }
    }
  }
  const deadline = Date.now() + GONE_WITHIN_MS;
  // Asked by command line again, not by id: a zombie that nobody reaps keeps its id and has no command line.
  while (Date.now() < deadline) {
    const left = await findOrphans(dirPrefix, program);
    if (!left.some((pid) => killed.includes(pid))) break;
    await new Promise((done) => setTimeout(done, 20));
  }
  return killed;
}

interface ProcessLine {
  pid: number;
  program: string;
  args: string;
}

async function listProcesses(): Promise<ProcessLine[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  if (pids.length === 0) return listByPs();
  const lines = await Promise.all(
    pids.map(async (pid) => {
      // A zombie's command line is empty: it is gone already.
      const argv = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
      return { pid, program: programOf(argv), args: argv.join(' ') };
    }),
  );
  return lines;
}

/** The program, also where it is still the shell or `nice` that is about to become ffmpeg (see `launch`). */
function programOf(argv: readonly string[]): string {
  const [first = '', ...rest] = argv;
  if (!/(^|\/)(nice|sh)$/.test(first)) return first;
  return rest.find((arg) => /^\S*ffmpeg[^/\s]*$/i.test(arg)) ?? first;
}

async function listByPs(): Promise<ProcessLine[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,args='], { maxBuffer: 32 * 1024 * 1024 });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, args = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), program: programOf(args.split(' ')), args }];
  });
}
