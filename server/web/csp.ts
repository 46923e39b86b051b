import type { Response } from 'express';
import type { InlineScripts } from './inline-scripts.ts';
import { mediaChromeStyleHashes } from './media-chrome-hashes.ts';

/**
 * The Content-Security-Policy of every answer, in helmet's shape: nothing foreign, and nothing inline but the few bytes that
 * apply the kept theme, by their hash.
 * Media may be a blob, because hls.js feeds a MediaSource; its worker is a file of ours. Styles are files too, but for
 * those that media-chrome's elements carry (docs/decisions/060-styles-of-the-player-controls.md).
 */
export const contentSecurityPolicy = (inline: InlineScripts) => ({
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'", () => inline.hashes()],
    'style-src': ["'self'", ...mediaChromeStyleHashes.map((hash) => `'${hash}'`)],
    'img-src': ["'self'", 'data:'],
    'media-src': ["'self'", 'blob:'],
    'worker-src': ["'self'"],
    'connect-src': ["'self'"],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'self'"],
  },
});

/** Lets every page of the web show this answer in a frame. */
export function letFramesShow(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '');
  res.setHeader('Content-Security-Policy', policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'));
  res.removeHeader('X-Frame-Options');
}
