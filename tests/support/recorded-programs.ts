import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One start of a program, as it saw itself. */
export interface RecordedStart {
  program: string;
  argv: string[];
  /** `unlimited` or a number, as the shell's `ulimit` prints it. */
  coreBlocks: string;
  /** In KiB. */
  dataKib: string;
  nice: number;
}

/**
 * Puts stand-ins for ffmpeg and ffprobe into `dir` that write down how they were started and become the real ones.
 */
export async function recordPrograms(dir: string) {
  const log = join(dir, 'starts');
  await mkdir(log, { recursive: true });
  const standIn = async (program: string, real: string) => {
    const path = join(dir, program);
    const facts = '"$(ulimit -c)" "$(ulimit -d)" "$(nice)"';
    const note = `f=$(mktemp '${log}/XXXXXXXX') && printf '%s\\0' ${program} ${facts} "$@" > "$f"`;
    await writeFile(path, `#!/bin/sh\n${note}\nexec ${real} "$@"\n`, { mode: 0o755 });
    return path;
  };
  return {
    ffmpegPath: await standIn('ffmpeg', process.env.FFMPEG_PATH ?? 'ffmpeg'),
    ffprobePath: await standIn('ffprobe', process.env.FFPROBE_PATH ?? 'ffprobe'),
    async starts(): Promise<RecordedStart[]> {
      const files = await readdir(log);
      return Promise.all(
        files.map(async (file) => {
          const parts = (await readFile(join(log, file), 'utf8')).split('\0').slice(0, -1);
          const [program = '', coreBlocks = '', dataKib = '', nice = '', ...argv] = parts;
          return { program, coreBlocks, dataKib, nice: Number(nice), argv };
        }),
      );
    },
  };
}

/** The inputs of a command line: the options before each `-i` since the input before it, and what is opened. */
export function inputsOf(argv: readonly string[]): Array<{ options: string[]; source: string }> {
  const inputs: Array<{ options: string[]; source: string }> = [];
  let from = 0;
  argv.forEach((arg, i) => {
    if (arg !== '-i') return;
    inputs.push({ options: argv.slice(from, i), source: argv[i + 1] ?? '' });
    from = i + 2;
  });
  return inputs;
}
