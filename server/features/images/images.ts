import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '#server/blobs/sync-folder.ts';
import { paths } from '#server/contract/paths.ts';
import type { StoredImage } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import type { Actor } from '../accounts/actor.ts';
import { mayOrganize } from '../accounts/actor.ts';
import { type Picture, readPicture } from './read-picture.ts';
import { createImageStore } from './store.ts';

const dayMs = 24 * 60 * 60_000;
const quarterHourMs = 15 * 60_000;
const collectEveryMs = 60 * 60_000;

/** Files of a picture, below the library; the second one is small, for lists. */
function filesOf(path: string): { large: string; small: string } {
  return { large: path, small: path.replace(/\.webp$/, '.small.webp') };
}

/**
 * Pictures that organizers give: made anew, kept in `images/` of the library, shown to whom their owner is shown.
 * @param o.onTrouble hears of a collection that failed
 */
export function createImages(o: {
  db: Db;
  dataDir: string;
  onTrouble: (error: unknown) => void;
  now?: () => number;
}) {
  const { now = Date.now } = o;
  const store = createImageStore(o.db);
  const folder = join(o.dataDir, 'images');
  /** One picture at a time: a large one takes some hundred megabytes. */
  let queue: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let collecting: Promise<void> | undefined;

  /** Whole and on the disk, or not there at all. */
  async function writeDurably(name: string, bytes: Buffer): Promise<void> {
    const partial = join(folder, `${name}.tmp`);
    const handle = await open(partial, 'wx', 0o644);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, join(folder, name));
  }

  async function keep(large: Picture, small: Picture, actor: Actor): Promise<StoredImage> {
    const id = randomBytes(16).toString('hex');
    const files = filesOf(`${id}.webp`);
    await mkdir(folder, { recursive: true });
    await writeDurably(files.large, large.bytes);
    await writeDurably(files.small, small.bytes);
    syncFolder(folder);
    const sizeBytes = large.bytes.length + small.bytes.length;
    const { width, height } = large;
    store.insert({
      ...{ id, width, height, sizeBytes },
      ...{ path: `images/${files.large}`, createdBy: actor.id, now: now() },
    });
    return { id, url: paths.image(id), width, height, sizeBytes };
  }

  /** Takes away what nothing uses, once it is older than that, and files that no row knows. */
  async function collect(olderThanMs = dayMs): Promise<void> {
    for (const { id, path } of store.unused(now() - olderThanMs)) {
      if (!store.drop(id)) continue;
      for (const file of Object.values(filesOf(path))) await rm(join(o.dataDir, file), { force: true });
    }
    for (const name of await readdir(folder).catch(() => [])) {
      const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
      const id = /^([0-9a-f]{32})(?:\.small)?\.webp$/.exec(name)?.[1];
      if (mtimeMs < now() - dayMs && (id === undefined || !store.has(id)))
        await rm(join(folder, name), { force: true });
    }
  }

  return {
    collect,
    /** After something was deleted for good: what was just uploaded and waits for its owner stays. */
    collectSoon: () => collect(quarterHourMs),
    has: store.has,

    /** @throws {AppError} `unsupported_media`, `too_large`, `invalid` */
    take(bytes: Buffer, actor: Actor): Promise<StoredImage> {
      const work = queue.then(async () => {
        const { large, small } = await readPicture(bytes);
        return keep(large, small, actor);
      });
      queue = work.catch(() => {});
      return work;
    },

    /** A picture's file for whoever asks; null where there is none, or none for them. */
    find(id: string, actor: Actor | null, isSmall: boolean): { file: string; isPublic: boolean } | null {
      const row = store.image(id);
      if (row === null) return null;
      const isTheirs =
        actor !== null &&
        ((actor.id !== null && actor.id === row.created_by) || mayOrganize(actor, store.conferences(id)));
      if (row.is_public === 0 && !isTheirs) return null;
      const files = filesOf(row.path);
      return { file: isSmall ? files.small : files.large, isPublic: row.is_public === 1 };
    },

    start(): void {
      const work = () => {
        collecting = collect().catch(o.onTrouble);
      };
      work();
      timer = setInterval(work, collectEveryMs);
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await collecting;
    },
  };
}

export type Images = ReturnType<typeof createImages>;
