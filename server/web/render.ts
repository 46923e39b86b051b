import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageAssets, PageProps, RenderPage } from '#server/contract/pages.ts';
import { readPageAssets } from './built-files.ts';

export interface Renderer {
  /** The whole HTML document of a page. */
  render(props: PageProps): Promise<string>;
  /** Changes with the build: part of the key of cached pages. */
  build(): string;
}

interface Loaded {
  stamp: string;
  renderPage: RenderPage;
  assets: PageAssets;
}

/**
 * Turns page data into HTML with the bundle built from `client/`.
 * The bundle is loaded at the first page and again when a new build has replaced it (`npm run dev` builds on change).
 */
export function createRenderer(distDir: string): Renderer {
  const bundle = join(distDir, 'server/render.js');
  const manifest = join(distDir, 'client/.vite/manifest.json');
  let loading: Promise<Loaded> | null = null;
  let loadedStamp = '';

  const currentStamp = () =>
    [bundle, manifest]
      .map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs.toString(36) ?? 'none')
      .join('.');

  const load = async (stamp: string): Promise<Loaded> => {
    const module: unknown = await import(`${pathToFileURL(bundle).href}?${stamp}`);
    if (!hasRenderPage(module))
      throw new Error(`${bundle} does not export renderPage: build the pages again.`);
    return { stamp, renderPage: module.renderPage, assets: readPageAssets(join(distDir, 'client')) };
  };

  return {
    build: currentStamp,
    async render(props) {
      const stamp = currentStamp();
      if (loading === null || stamp !== loadedStamp) {
        loadedStamp = stamp;
        loading = load(stamp);
        loading.catch(() => {
          loading = null;
        });
      }
      const { renderPage, assets } = await loading;
      return renderPage(props, assets);
    },
  };
}

function hasRenderPage(module: unknown): module is { renderPage: RenderPage } {
  return (
    typeof module === 'object' &&
    module !== null &&
    'renderPage' in module &&
    typeof module.renderPage === 'function'
  );
}
