import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import { useHttp } from './http.ts';

/** Ends the session of this browser; nothing of what it showed is kept. */
export function useSignOut() {
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.send('POST', paths.api.signOut(), {}),
    onSettled: () => {
      client.clear();
      window.location.assign('/organize');
    },
  });
}
