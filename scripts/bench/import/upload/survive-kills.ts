import { setTimeout as sleep } from 'node:timers/promises';
import type { MadeUpFile } from './made-up-file.ts';
import type { PortalProcess } from './portal-process.ts';
import type { TusSender } from './tus-sender.ts';

/** What came of an upload whose portal was killed again and again. */
export interface SurvivedKills {
  /** Where the upload stood after each kill. */
  offsets: number[];
  /** Of what arrived in the end. */
  sha256: string | null;
}

/**
 * Uploads a file while `kill -9` ends the portal at random moments of it; each time the sender comes back, asks where it
 * stands, and goes on.
 * @param o.random numbers from 0 to 1
 */
export async function surviveKills(o: {
  portal: PortalProcess;
  sender: TusSender;
  /** Starts the portal again; the sender knows its new address then. */
  restart: () => Promise<void>;
  file: MadeUpFile;
  kills: number;
  random: () => number;
}): Promise<SurvivedKills> {
  const { portal, sender, file, kills, random } = o;
  const path = await sender.create(file, 'killed.mp4');
  const offsets: number[] = [];
  // So slow that the kills fall into it.
  const share = file.sizeBytes / (kills + 1);
  for (let kill = 1; kill <= kills; kill++) {
    const from = await sender.offset(path);
    const msOfShare = 150;
    const sending = sender
      .send(path, file, from, { bytesPerSecond: (share / msOfShare) * 1000 })
      .catch(() => null);
    await sleep(20 + random() * 2 * (msOfShare - 20));
    await portal.kill();
    await sending;
    await o.restart();
    offsets.push(await sender.offset(path));
  }
  const rest = await sender.offset(path);
  if (rest < file.sizeBytes) await sender.send(path, file, rest);
  return { offsets, sha256: (await sender.ended(path)).sha256 };
}
