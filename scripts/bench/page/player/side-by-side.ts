import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

/** The portal and a bare page under one address, so that both sides' bytes come the same way. */
export interface SideBySide {
  url: string;
  /** Address of the bare page of a stream. */
  bareUrl(playlistUrl: string): string;
  stop(): Promise<void>;
}

const barePage = `<!doctype html><meta charset="utf-8"><title>Bare</title>
<video style="width:960px;height:540px" playsinline></video>
<script src="/bare/hls.js"></script><script src="/bare/page.js"></script>`;

/** As hls.js's own guide begins: a stream, an element, and a click that plays. */
const bareScript = `
const video = document.querySelector('video');
const hls = new Hls();
hls.loadSource(new URLSearchParams(location.search).get('stream'));
hls.attachMedia(video);
hls.on(Hls.Events.BUFFER_APPENDED, () => { document.body.dataset.isReady = 'yes'; });
video.addEventListener('click', () => video.play());
`;

/** Serves the bare page with the portal's own hls.js, and hands everything else on to the portal. */
export async function serveSideBySide(portalUrl: string): Promise<SideBySide> {
  const hlsPath = fileURLToPath(import.meta.resolve('hls.js/dist/hls.min.js'));
  const files = new Map<string, [type: string, text: string]>([
    ['/bare/', ['text/html', barePage]],
    ['/bare/page.js', ['text/javascript', bareScript]],
    ['/bare/hls.js', ['text/javascript', await readFile(hlsPath, 'utf8')]],
  ]);
  const server = createServer((req, res) => {
    const own = files.get((req.url ?? '').split('?')[0] ?? '');
    if (own === undefined) return handOn(portalUrl, req, res);
    res.setHeader('Content-Type', `${own[0]}; charset=utf-8`);
    res.end(own[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The side by side has no port.');
  const url = `http://localhost:${address.port}`;
  return {
    url,
    bareUrl: (playlistUrl) => `${url}/bare/?stream=${encodeURIComponent(playlistUrl)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function handOn(portalUrl: string, req: IncomingMessage, res: ServerResponse): void {
  const onward = request(`${portalUrl}${req.url}`, { method: req.method, headers: req.headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  onward.once('error', () => res.destroy());
  req.pipe(onward);
}
