import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath, isExecutable, root, run, SetupError } from './run.mjs';
import { installSystemPackages } from './system-packages.mjs';

const recordPath = join(root, '.cache/ffmpeg-checked.json');
const neededEncoders = ['libx264', 'aac'];

/** A program given by a variable (which must then be right), else found on PATH; undefined when there is none. */
function locate(variable, names) {
  const given = process.env[variable];
  if (!given) return findOnPath(...names);
  if (given.includes('/') ? isExecutable(given) : findOnPath(given)) return given;
  throw new SetupError(`${variable} names ${given}, which is not a program that this user can run.`);
}

const ffmpeg = () => locate('FFMPEG_PATH', ['ffmpeg']);
const ffprobe = () => locate('FFPROBE_PATH', ['ffprobe']);
const chromium = () =>
  locate('CHROMIUM_PATH', ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);

/** What the record of a checked ffmpeg is valid for: this very file. */
function identity(path) {
  const found = path.includes('/') ? path : findOnPath(path);
  const { size, mtimeMs } = statSync(found);
  return `${found} ${size} ${mtimeMs}`;
}

function isFfmpegDone() {
  const [encoder, prober] = [ffmpeg(), ffprobe()];
  if (!encoder || !prober) return false;
  try {
    return JSON.parse(readFileSync(recordPath, 'utf8')) === identity(encoder);
  } catch {
    return false;
  }
}

async function installFfmpeg(note) {
  if (!ffmpeg() || !ffprobe()) {
    await installSystemPackages({
      what: 'ffmpeg (with ffprobe)',
      names: {
        'apt-get': 'ffmpeg',
        dnf: 'ffmpeg --allowerasing',
        pacman: 'ffmpeg',
        apk: 'ffmpeg',
        zypper: 'ffmpeg',
        brew: 'ffmpeg',
      },
      hint: 'FFMPEG_PATH and FFPROBE_PATH may name programs that are elsewhere.',
      note,
    });
  }
  const [encoder, prober] = [ffmpeg(), ffprobe()];
  if (!encoder || !prober)
    throw new SetupError('ffmpeg was installed, but ffmpeg and ffprobe are not on PATH.');
  const { exitCode, output } = await run(encoder, ['-hide_banner', '-encoders']);
  if (exitCode !== 0) throw new SetupError(`${encoder} does not run:\n\n${output.trim()}`);
  const missing = neededEncoders.filter((name) => !new RegExp(`^ \\S+ ${name} `, 'm').test(output));
  if (missing.length > 0) {
    throw new SetupError(
      `${encoder} has no ${missing.join(' and no ')} encoder. Install an ffmpeg that has it (on Fedora the one of RPM Fusion, not ffmpeg-free), or name it in FFMPEG_PATH.`,
    );
  }
  mkdirSync(join(root, '.cache'), { recursive: true });
  const unfinished = `${recordPath}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(identity(encoder)));
  renameSync(unfinished, recordPath);
}

async function installChromium(note) {
  await installSystemPackages({
    what: 'Chromium (the tests drive it)',
    names: {
      'apt-get': 'chromium',
      dnf: 'chromium',
      pacman: 'chromium',
      apk: 'chromium',
      zypper: 'chromium',
      brew: '--cask chromium',
    },
    hint: 'CHROMIUM_PATH may name a Chromium or Chrome that is elsewhere.',
    note,
  });
  if (!chromium()) {
    throw new SetupError('Chromium was installed, but is not on PATH: name it in CHROMIUM_PATH.');
  }
}

/** ffmpeg and ffprobe with the encoders that the engine uses. */
export const ffmpegStep = { title: () => 'ffmpeg', isDone: isFfmpegDone, run: installFfmpeg };

/** A Chromium for the browser tests. */
export const chromiumStep = {
  title: () => 'Chromium',
  isDone: () => Boolean(chromium()),
  run: installChromium,
};
