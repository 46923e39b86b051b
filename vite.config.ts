import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fontFaces } from './client/build/font-faces.ts';
import { keepStyles } from './client/build/keep-styles.ts';
import { precompress } from './client/build/precompress.ts';
import { serviceWorkerFiles } from './client/build/service-worker.ts';

/** Builds from one configuration (`vite build --app`): what browsers load, their service worker, and the pages' renderer. */
export default defineConfig({
  plugins: [react(), fontFaces(), keepStyles(), precompress(), serviceWorkerFiles('dist/client')],
  publicDir: 'client/public',
  build: { target: 'es2023', modulePreload: { polyfill: false } },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        emptyOutDir: true,
        manifest: true,
        assetsInlineLimit: 0,
        rolldownOptions: {
          input: {
            theme: 'client/theme-entry.ts',
            page: 'client/page-entry.ts',
            talk: 'client/talk-entry.ts',
            embed: 'client/embed-entry.ts',
            organize: 'client/organize-entry.ts',
            styles: 'client/styles-entry.ts',
            japanese: 'client/japanese-entry.ts',
          },
        },
      },
    },
    // One file without imports, after the client's: it names what that build made.
    worker: {
      consumer: 'client',
      build: {
        outDir: 'dist/client',
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: 'client/service-worker/worker.ts',
          output: { entryFileNames: 'sw.js' },
        },
      },
    },
    ssr: {
      resolve: { noExternal: true },
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: 'dist/server',
        emptyOutDir: true,
        copyPublicDir: false,
        ssr: true,
        rolldownOptions: {
          input: 'client/render.tsx',
          output: { entryFileNames: 'render.js' },
        },
      },
    },
  },
});
