import type { Plugin } from 'vite';

/** Keeps CSS modules that no script of the browser uses: pages are rendered by the server, their styles are not. */
export function keepStyles(): Plugin {
  return {
    name: 'rostrum:keep-styles',
    enforce: 'post',
    applyToEnvironment: (environment) => environment.name === 'client',
    transform(_code, id) {
      return /\.module\.css$/.test(id) ? { moduleSideEffects: 'no-treeshake' } : null;
    },
  };
}
