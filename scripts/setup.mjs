#!/usr/bin/env node
// Brings a fresh clone to where MODE can run. Plain JavaScript without dependencies: it must work on Node 18
// before anything is installed, and cost next to nothing when there is nothing to do.
import { buildStep } from './setup/client-build.mjs';
import { withSetupLock } from './setup/lock.mjs';
import { packagesStep } from './setup/packages.mjs';
import { chromiumStep, ffmpegStep } from './setup/programs.mjs';
import { createProgress } from './setup/progress.mjs';
import { root, SetupError } from './setup/run.mjs';
import { toolchainStep } from './setup/toolchain.mjs';

const runtime = [toolchainStep, packagesStep];
const stepsOfMode = {
  check: runtime,
  tool: [...runtime, ffmpegStep],
  dev: [...runtime, ffmpegStep],
  start: [...runtime, ffmpegStep, buildStep],
  test: [...runtime, ffmpegStep, chromiumStep, buildStep],
};

const usage = `Usage: node scripts/setup.mjs MODE

Installs and builds what is missing, and nothing else.

  start   ${toolchainStep.title()}, packages, ffmpeg, the built client
  test    the same and Chromium
  dev     Node, packages, ffmpeg
  tool    Node, packages, ffmpeg
  check   Node, packages
`;

async function main() {
  const [mode, ...rest] = process.argv.slice(2);
  if (mode === '--help' || mode === '-h') {
    process.stdout.write(usage);
    return;
  }
  if (!Object.hasOwn(stepsOfMode, mode ?? '')) {
    throw new SetupError(`Unknown mode ${mode ?? '(none)'}.\n\n${usage}`, 2);
  }
  const wantsHelp = rest.includes('--help') || rest.includes('-h');
  const steps = wantsHelp ? runtime : stepsOfMode[mode];
  const isEverythingThere = steps.every((step) => step.isDone());
  if (isEverythingThere) return;
  const progress = createProgress(process.stderr);
  await withSetupLock(progress, async () => {
    const open = steps.filter((step) => !step.isDone());
    for (const [index, step] of open.entries()) {
      await progress.during(`[${index + 1}/${open.length}] ${step.title()}`, (note) => step.run(note));
    }
  });
}

try {
  await main();
} catch (error) {
  const isOurs = error instanceof SetupError;
  if (!isOurs && error.syscall === undefined) throw error;
  process.stderr.write(
    isOurs
      ? `\n${error.message}\n`
      : `\nSet-up cannot go on: ${error.message}\nThis user must be able to write in ${root}, and its disk must have room.\n`,
  );
  process.exitCode = isOurs ? error.exitCode : 1;
}
