import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { Board, BoardNews } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer } from '../organizer.tsx';
import { patchBoard } from './patch-board.ts';

/** The key of a conference's board among what is kept of the API's answers. */
export const boardKey = (conferenceId: number) => ['board', conferenceId] as const;

/** The board of a conference, kept up to date by its news for as long as it is shown. */
export function useBoard(conferenceId: number): { board: Board | undefined; error: Error | null } {
  const http = useHttp();
  const client = useQueryClient();
  const { language } = useOrganizer();
  const { data: board, error } = useQuery({
    queryKey: boardKey(conferenceId),
    queryFn: ({ signal }) => http.get<Board>(paths.api.board(conferenceId), { signal }),
    staleTime: 0,
  });
  useEffect(() => {
    const key = boardKey(conferenceId);
    // The browser cannot send a language with a stream other than in its address; it comes back by itself.
    const news = new EventSource(`${paths.api.boardEvents(conferenceId)}?lang=${language}`);
    const readAnew = () => void client.invalidateQueries({ queryKey: key });
    // What happened before it was open is no news any more.
    news.addEventListener('open', readAnew);
    news.addEventListener('anew', readAnew);
    news.addEventListener('changed', ({ data }) => {
      const told = JSON.parse(String(data)) as BoardNews; // our own API
      client.setQueryData<Board>(key, (known) => known && patchBoard(known, told));
    });
    return () => news.close();
  }, [client, conferenceId, language]);
  return { board, error };
}
