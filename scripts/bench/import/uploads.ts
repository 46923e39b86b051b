import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../numbers.ts';
import { type MadeUpFile, makeUpFile } from './upload/made-up-file.ts';
import { createPortalProcess, makeUploader } from './upload/portal-process.ts';
import { send } from './upload/send.ts';
import { surviveKills } from './upload/survive-kills.ts';
import { createTusSender, type TusSender } from './upload/tus-sender.ts';

const rounds = 5;
const largeBytes = 2 * 1024 ** 3;
const killedBytes = 64 * 1024 ** 2;
const kills = 20;
const leastRatio = 0.7;
const mostMemoryBytes = 200 * 1000 ** 2;

const bareServer = fileURLToPath(new URL('./upload/bare-server.ts', import.meta.url));

/**
 * Measures uploads on loopback: their speed beside a bare node:http server that writes to the same disk, the portal's
 * memory, and whether they survive `kill -9`.
 */
export async function benchUploads(o: {
  log: (line: string) => void;
}): Promise<Array<{ figure: string; must: string; measured: string; holds: boolean }>> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-bench-uploads-'));
  const portal = createPortalProcess(folder);
  try {
    const token = await makeUploader(folder);
    let origin = await portal.start();
    const restart = async () => {
      origin = await portal.start();
    };
    const sender = createTusSender({ origin: () => origin, token });
    const large = makeUpFile(largeBytes);
    const speed = await compareSpeeds({ ...o, folder, sender, file: large });
    const peakBytes = await portal.peakMemoryBytes();
    const random = seeded(20_151_123);
    const killed = makeUpFile(killedBytes);
    const survived = await surviveKills({ portal, sender, restart, file: killed, kills, random });
    o.log(`killed at  ${survived.offsets.map((bytes) => `${Math.round(bytes / 1e6)} MB`).join(', ')}`);
    return [
      {
        figure: 'speed of an upload, of a bare server',
        must: `at least ${leastRatio}`,
        measured: `${speed.ratio.toFixed(2)} (${speed.ours} of ${speed.bare} MB/s, median of ${rounds} rounds)`,
        holds: speed.ratio >= leastRatio && speed.isWhole,
      },
      {
        figure: 'memory of the portal while 2 GiB arrive',
        must: 'at most 200 MB',
        measured: `${Math.round(peakBytes / 1e6)} MB`,
        holds: peakBytes <= mostMemoryBytes,
      },
      {
        figure: `kill -9 at ${kills} random moments of an upload`,
        must: 'SHA-256 equal',
        measured: survived.sha256 === killed.sha256 ? 'equal' : `another: ${survived.sha256}`,
        holds: survived.sha256 === killed.sha256,
      },
    ];
  } finally {
    await portal.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Round by round, one after the other: both see the same disk in the same mood. */
async function compareSpeeds(o: {
  log: (line: string) => void;
  folder: string;
  sender: TusSender;
  file: MadeUpFile;
}): Promise<{ ratio: number; ours: number; bare: number; isWhole: boolean }> {
  const ours: number[] = [];
  const bare: number[] = [];
  const ratios: number[] = [];
  let isWhole = true;
  for (let round = 1; round <= rounds; round++) {
    const bareSpeed = await timeBare(o);
    const ourSpeed = await timeOurs(o, round);
    isWhole &&= ourSpeed.isWhole;
    o.log(`round ${round}    upload ${ourSpeed.speed} MB/s, bare server ${bareSpeed} MB/s`);
    ours.push(ourSpeed.speed);
    bare.push(bareSpeed);
    ratios.push(ourSpeed.speed / bareSpeed);
  }
  return { ratio: median(ratios), ours: median(ours), bare: median(bare), isWhole };
}

async function timeOurs(o: { sender: TusSender; file: MadeUpFile }, round: number) {
  const path = await o.sender.create(o.file, `round-${round}.mp4`);
  const startedMs = performance.now();
  const status = await o.sender.send(path, o.file, 0);
  const speed = megabytesPerSecond(o.file.sizeBytes, performance.now() - startedMs);
  const { sha256 } = await o.sender.ended(path);
  return { speed, isWhole: status === 204 && sha256 === o.file.sha256 };
}

async function timeBare({ folder, file }: { folder: string; file: MadeUpFile }): Promise<number> {
  const target = join(folder, 'bare.bin');
  const child = spawn(process.execPath, [bareServer, target], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(child.stdout, 'data');
    const url = String(line).trim().replace('up at ', '');
    const headers = { 'Content-Length': String(file.sizeBytes) };
    const startedMs = performance.now();
    await send({ url, method: 'PUT', headers, body: file.read(0) });
    return megabytesPerSecond(file.sizeBytes, performance.now() - startedMs);
  } finally {
    child.kill();
    await once(child, 'exit');
    await rm(target, { force: true });
  }
}

function megabytesPerSecond(bytes: number, ms: number): number {
  return Math.round(bytes / 1000 / ms);
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
