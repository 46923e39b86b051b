import { keptChannel, listKept, openKept } from '../offline/kept-talk.ts';

let known: Promise<ReadonlyMap<string, string>> | undefined;
let isNothingKept = false;

/** Talks by the folder of the version that is kept of each. */
function keptFolders(): Promise<ReadonlyMap<string, string>> {
  known ??= listKept().then((talks) => {
    isNothingKept = talks.length === 0;
    return new Map(talks.map(({ folder, slug }) => [folder, slug]));
  });
  return known;
}

new BroadcastChannel(keptChannel).onmessage = () => {
  known = undefined;
  isNothingKept = false;
};

/** Whether media may be left to the browser without a look at what is kept. */
export function keepsNothing(): boolean {
  void keptFolders();
  return isNothingKept;
}

/** The stored file of a kept recording; undefined where it is not kept. */
export async function keptFile(url: URL): Promise<Response | undefined> {
  const folder = url.pathname.split('/').slice(0, 4).join('/');
  const slug = (await keptFolders()).get(`${folder}/`);
  if (slug === undefined) return undefined;
  return (await openKept(slug)).match(url.pathname, { ignoreVary: true });
}
