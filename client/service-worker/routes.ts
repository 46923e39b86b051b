/** How a request is answered; null = the worker leaves it to the browser. */
export type Route = 'page' | 'file' | 'segment' | 'media' | 'talk' | null;

const privatePages = /^\/(organize|api|hls|images|embed|metrics|healthz|readyz)(\/|$)/;

/**
 * Says what kind of request this is. Only what viewers' pages need is touched: never the organizers' area, previews,
 * uploads, signing in or any other part of the API.
 */
export function routeOf(request: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): Route {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return null;
  if (request.mode === 'navigate') {
    return privatePages.test(url.pathname) || url.searchParams.has('preview') ? null : 'page';
  }
  if (url.pathname.startsWith('/assets/')) return 'file';
  if (url.pathname.startsWith('/hls/')) {
    if (url.pathname.includes('/downloads/')) return null;
    return /\.m4s$|\/init\.mp4$/.test(url.pathname) ? 'segment' : 'media';
  }
  return /^\/api\/v1\/talks\/[^/]+/.test(url.pathname) ? 'talk' : null;
}
