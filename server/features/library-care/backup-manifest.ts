import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#server/kernel/errors.ts';

export const manifestName = 'manifest.json';

const manifestSchema = z.object({
  format: z.literal('rostrum-backup/1'),
  madeAt: z.string(),
  schemaVersion: z.int(),
  files: z.array(
    z.object({
      /** Relative to the backup and to the library alike; no way out of either. */
      path: z
        .string()
        .refine((path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')),
      sizeBytes: z.int().nonnegative(),
      /** Of originals, databases and texts; the parts of versions have their size alone. */
      sha256: z.string().length(64).nullable(),
    }),
  ),
});

/** What a backup holds; written last, so that a backup without one is not whole. */
export type BackupManifest = z.infer<typeof manifestSchema>;
export type BackupFile = BackupManifest['files'][number];

/** Writes a backup's manifest durably. */
export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const handle = await open(join(folder, manifestName), 'wx');
  try {
    await handle.writeFile(`${JSON.stringify(manifest, null, 1)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @throws {AppError} `invalid` where the folder holds no backup, or one that this Rostrum cannot read */
export async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
  } catch (error) {
    throw new AppError('invalid', `${folder} is not a backup: its ${manifestName} cannot be read.`, {
      cause: error,
    });
  }
}
