import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { clipBox, take } from '../support/recordings.ts';

const page = readFileSync(new URL('../../media/README.md', import.meta.url), 'utf8');

it('media/README.md names all that lies in a library at work', async () => {
  const clips = clipBox();
  const app = await startApp({ env: { EXAMPLE: 'off' }, runsBackground: true });
  try {
    await take(app, { file: await clips.make('talk.mp4'), path: 'talk.mp4' });
    const there = readdirSync(app.dataDir, { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name.replace(/-(wal|shm)$/, '')))
      .concat('rejected/', 'samples/', 'portal.db.before-NNN', 'site.json');
    for (const name of there) expect(page).toContain(`\n| \`${name}\` |`);
  } finally {
    await app.close();
    clips.remove();
  }
});
