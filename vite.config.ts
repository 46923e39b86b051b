import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fontFaces } from './client/build/font-faces.ts';
import { keepStyles } from './client/build/keep-styles.ts';
import { precompress } from './client/build/precompress.ts';

/** Two builds from one configuration (`vite build --app`): what browsers load, and the pages' renderer. */
export default defineConfig({
  plugins: [react(), fontFaces(), keepStyles(), precompress()],
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
            organize: 'client/organize-entry.ts',
            styles: 'client/styles-entry.ts',
            japanese: 'client/japanese-entry.ts',
          },
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
