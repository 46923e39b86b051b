declare module 'virtual:shell-files' {
  /** Named by the build (client/build/service-worker.ts): what pages of a build are drawn with. */
  export const shellFiles: { build: string; files: string[] };
}
