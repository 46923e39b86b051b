/** What pages of a build are drawn with, and its name: the build itself writes both (client/build/service-worker.ts). */
export const shellFiles: { build: string; files: string[] } = { build: 'none', files: [] };
