import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fillCommand, parseCommand } from '#server/kernel/command-template.ts';
import { runTranscriber } from './run-transcriber.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-transcriber-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(script: string): string {
  const file = join(folder, 'program');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const run = (argv: readonly string[], o: Partial<Parameters<typeof runTranscriber>[0]> = {}) =>
  runTranscriber({
    ...{ argv, cwd: folder, limitMs: 20_000, signal: new AbortController().signal },
    ...{ onProgress: () => {}, onLanguage: () => {}, ...o },
  });

it('tells of progress and of the language as the program prints them, lines of any length and end', async () => {
  const shares: number[] = [];
  const languages: string[] = [];
  const script = `printf 'progress =  5%%\r 40%%\r' >&2; echo "auto-detected language: ja (p = 0.9)"
head -c 3000000 /dev/zero | tr '\\0' x; echo; echo 'progress = 250%' >&2`;
  await run([program(script)], {
    onProgress: (share) => shares.push(share),
    onLanguage: (language) => languages.push(language),
  });
  expect([shares, languages]).toEqual([[0.05, 0.4, 1], ['ja']]);
});

it('no word of the command means anything to a shell', async () => {
  const template = parseCommand(
    `${program('printf "%s\\n" "$@" > said')} {input} "{output}" ; touch made $(touch made) > made`,
  );
  const input = join(folder, '$(touch made) `touch made` "; touch made');
  await run(fillCommand(template ?? [], { input, output: '-n' }));
  expect(readFileSync(join(folder, 'said'), 'utf8').split('\n')).toEqual([
    ...[input, '-n', ';', 'touch', 'made', '$(touch', 'made)', '>', 'made', ''],
  ]);
  expect(existsSync(join(folder, 'made'))).toBe(false);
});

it('a program that takes too long is ended with all that it started, even one that does not listen', async () => {
  const argv = [program(`trap '' TERM; sleep 61 & echo $! > child; echo half > said; wait; wait; sleep 61`)];
  await expect(run(argv, { limitMs: 400 })).rejects.toMatchObject({
    ...{ code: 'stalled', message: 'The transcriber took longer than it may.', signal: 'SIGKILL' },
  });
  const child = readFileSync(join(folder, 'child'), 'utf8').trim();
  const status = existsSync(`/proc/${child}/status`) ? readFileSync(`/proc/${child}/status`, 'utf8') : 'Z';
  expect(status).toMatch(/^Z|State:\s+Z/m);
});

it('a program that is not there, or is none, is named in a sentence; one that fails leaves its last words', async () => {
  const missing = join(folder, 'no-such-program');
  await expect(run([missing])).rejects.toMatchObject({
    code: 'failed',
    message: `The transcriber could not be started: is "${missing}" of TRANSCRIBE_COMMAND there?`,
  });
  const plain = join(folder, 'text');
  writeFileSync(plain, 'no program');
  await expect(run([plain])).rejects.toThrow('could not be started');
  await expect(run([program('echo "no model" >&2; exit 3')])).rejects.toMatchObject({
    message: 'The transcriber ended with an error: see the log of this job.',
    ...{ exitCode: 3, stderrTail: 'no model' },
  });
});
