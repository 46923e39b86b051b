import { appliedImportSchema, stagedImportSchema } from '#server/contract/import-schemas.ts';
import type { AppliedImport, StagedImport } from '#server/contract/wire.ts';
import { type BenchPortal, runCommand, startPortal } from '../../transcode/portal.ts';

/** The real server, and an admin who imports into it through its API. */
export interface ImportPortal extends BenchPortal {
  /** Stages a file and applies all of it, public at once. */
  importFile(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<ImportOutcome>;
}

/** What became of a file; a refusal is the portal's sentence. */
export type ImportOutcome = { ms: number } & (
  | { staged: StagedImport; applied: AppliedImport }
  | { refusal: string }
);

const base = '/api/v1/organize/imports';

/** Starts the server on a library of its own. */
export async function startImportPortal(dataDir: string): Promise<ImportPortal> {
  const portal = await startPortal(dataDir);
  const email = 'bench@example.org';
  try {
    await runCommand('scripts/user.ts', ['add', email, '--role', 'admin'], portal.env);
    const token = (await runCommand('scripts/user.ts', ['token', email], portal.env)).trim();
    const ask = (path: string, init: RequestInit) =>
      fetch(`${portal.url}${path}`, {
        ...{ method: 'POST', ...init },
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
    return {
      ...portal,
      async importFile(bytes, fileName) {
        const beganMs = performance.now();
        const staging = await ask(`${base}?name=${encodeURIComponent(fileName)}`, { body: bytes });
        if (!staging.ok) {
          const { title } = (await staging.json()) as { title: string }; // problem details
          if (staging.status >= 500) throw new Error(`${fileName}: the server answered ${staging.status}.`);
          return { ms: performance.now() - beganMs, refusal: title };
        }
        const staged = stagedImportSchema.parse(await staging.json());
        const applying = await ask(`${base}/${staged.id}/apply`, {
          body: JSON.stringify({ shows: 'public' }),
        });
        if (!applying.ok) throw new Error(`${fileName}: applying answered ${applying.status}.`);
        const applied = appliedImportSchema.parse(await applying.json());
        return { ms: performance.now() - beganMs, staged, applied };
      },
    };
  } catch (error) {
    await portal.stop();
    throw error;
  }
}
