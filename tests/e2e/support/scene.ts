/** What the global set-up made, as the tests see it; it travels through the environment of the test workers. */
export interface Scene {
  url: string;
  dataDir: string;
  /** The admin's API token. */
  token: string;
  /** The captioned talk's recording and the job that made it. */
  captioned: { recordingId: string; jobId: string };
  /** For files that a test makes. */
  folder: string;
  /** Slug of the example's talk of a speaker, by family name. */
  slugs: Record<string, string>;
}

/** Twelve seconds, 720p, captions, two languages of sound. */
export const captionedTalk = 'Emelyanov';
/** Two minutes, small. */
export const longTalk = 'Davydov';
/** Nothing was recorded yet; a test each brings a recording. */
export const comingTalk = 'Burluka';
export const copiedTalk = 'Lazarenko';
export const soughtTalk = 'Anisimov';
/** Stays without a recording. */
export const emptyTalk = 'Monakhov';

/** The admin of the portal of the tests. */
export const organizer = { email: 'organizer@example.org', password: 'correct horse battery' };

const key = 'ROSTRUM_E2E_SCENE';

/** Hands the scene to the test workers. */
export function writeScene(scene: Scene): void {
  process.env[key] = JSON.stringify(scene);
}

/** The scene that the global set-up made. */
export function readScene(): Scene {
  const json = process.env[key];
  if (!json) throw new Error('The browser tests need their global set-up.');
  return JSON.parse(json) as Scene; // written by writeScene
}

/** Path of the talk page of one speaker's talk. */
export function talkPath(speaker: string, query = ''): string {
  const slug = readScene().slugs[speaker];
  if (!slug) throw new Error(`No talk of ${speaker}.`);
  return `/talks/${slug}${query}`;
}
