import { fileURLToPath } from 'node:url';
import type { StagedProgrammeInput } from '#server/features/catalogue/staged-programme.ts';
import { loadExample } from '#server/features/schedule-import/load-example.ts';
import type { TestApp } from './app.ts';

const exampleDir = fileURLToPath(new URL('../../media/example', import.meta.url));

/** Loads the founding conference into a test's library. */
export function loadFoundingConference(app: TestApp): void {
  loadExample(app.catalogue, exampleDir);
}

/** A text that closes scripts and attributes wherever it is not escaped. */
export const hostileText = `"'><script>alert(1)</script></title><img src=x onerror=alert(2)><!-- & \u2028`;

/** A conference whose every text is hostile. */
export const hostileProgramme: StagedProgrammeInput = {
  conference: {
    slug: 'hostile',
    language: 'en',
    texts: {
      en: { title: hostileText, subtitle: hostileText, description: hostileText, place: hostileText },
    },
  },
  rooms: [hostileText],
  speakers: [{ key: 'a', slug: 'mallory', names: [{ name: hostileText }], biographies: { en: hostileText } }],
  talks: [
    {
      at: 'row 1',
      slug: 'hostile-talk',
      language: 'en',
      texts: { en: { title: hostileText, subtitle: hostileText, abstract: hostileText } },
      speakers: [{ key: 'a', affiliation: hostileText }],
      slots: [{ room: hostileText }],
      track: hostileText,
      tags: [hostileText],
      licence: hostileText,
      links: [{ title: hostileText, url: 'https://example.org/?a="><script>' }],
    },
  ],
};
