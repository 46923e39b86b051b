import type { Board, BoardNews, BoardState, BoardTalk } from '#server/contract/wire.ts';

/** The board with its news: changed talks in their place, new ones at the end, gone ones left out. */
export function patchBoard(board: Board, news: BoardNews): Board {
  const changed = new Map(news.talks.map((talk) => [talk.id, talk]));
  const gone = new Set(news.goneTalkIds);
  const kept = board.talks.filter(({ id }) => !gone.has(id));
  const known = new Set(kept.map(({ id }) => id));
  return {
    ...board,
    talks: [
      ...kept.map((talk) => changed.get(talk.id) ?? talk),
      ...news.talks.filter(({ id }) => !known.has(id)),
    ],
    unmatched: news.unmatched ?? board.unmatched,
  };
}

/** How many talks there are of each state that any has. */
export function countStates(talks: readonly BoardTalk[]): ReadonlyMap<BoardState, number> {
  const counts = new Map<BoardState, number>();
  for (const { state } of talks) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** Whether publishing it is all that is left to do. */
export function isReadyToPublish({ state, recording }: BoardTalk): boolean {
  return state === 'needs_review' && recording !== null;
}
