import { compose } from '#server/compose.ts';
import { readConfig } from '#server/kernel/config.ts';

/**
 * A portal's background work in a process of its own, for tests that end it without mercy:
 * node tests/support/doomed-server.ts DATA_DIR [STEP]. At the boundary of STEP it kills itself as `kill -9` would.
 */
const [dataDir = '', fatalStep] = process.argv.slice(2);
const rostrum = await compose(
  readConfig({
    EXAMPLE: 'off',
    LOG_LEVEL: 'silent',
    FFMPEG_PATH: process.env.FFMPEG_PATH,
    FFPROBE_PATH: process.env.FFPROBE_PATH,
    TRANSCRIBE_COMMAND: process.env.TRANSCRIBE_COMMAND,
    DATA_DIR: dataDir,
  }),
  {
    settleMs: 0,
    scanEveryMs: 50,
    backoffMs: 1,
    onStep: (step) => {
      if (step === fatalStep) process.kill(process.pid, 'SIGKILL');
    },
  },
);
rostrum.startBackground();
process.stdout.write('up\n');
