/** A page that is measured. */
export interface MeasuredPage {
  name: string;
  kind: 'home' | 'conference' | 'talk' | 'speaker' | 'search';
  url: string;
}

export type PageSet = readonly MeasuredPage[];

/**
 * The five kinds of viewers' pages of a portal, each once: the talk is one that can be watched, with its own conference and first
 * speaker; the search is for a word of its title.
 * @throws where no talk of the portal can be watched
 */
export async function pageSetOf(url: string): Promise<PageSet> {
  // Our own API, described by server/contract.
  const ask = async <T>(path: string) => (await (await fetch(`${url}/api/v1${path}`)).json()) as T;
  let talk: TalkAnswer | undefined;
  for (let cursor: string | null = ''; talk === undefined && cursor !== null; ) {
    const list: ListAnswer = await ask(`/talks?limit=50&lang=en${cursor === '' ? '' : `&cursor=${cursor}`}`);
    talk = list.items.find(
      ({ state, conference, speakers }) =>
        state === 'watchable' && conference !== null && speakers.length > 0,
    );
    cursor = list.nextCursor;
  }
  if (talk === undefined) throw new Error(`No talk at ${url} can be watched.`);
  const [speaker] = talk.speakers;
  const word = talk.title.split(/\W+/).find(({ length }) => length > 4) ?? talk.title;
  return [
    { name: 'home', kind: 'home', url: `${url}/` },
    { name: 'conference', kind: 'conference', url: `${url}/conferences/${talk.conference?.slug}` },
    { name: 'talk', kind: 'talk', url: `${url}/talks/${talk.slug}` },
    { name: 'speaker', kind: 'speaker', url: `${url}/speakers/${speaker?.slug}` },
    { name: 'search', kind: 'search', url: `${url}/search?q=${encodeURIComponent(word)}` },
  ];
}

interface ListAnswer {
  items: TalkAnswer[];
  nextCursor: string | null;
}

interface TalkAnswer {
  slug: string;
  title: string;
  state: string;
  conference: { slug: string } | null;
  speakers: Array<{ slug: string }>;
}
