import { createContext, use } from 'react';

/** Whoever is signed in, as `GET /api/v1/account/me` tells it. */
export interface Me {
  id: string;
  email: string;
  name: string;
  role: 'viewer' | 'organizer' | 'admin';
}

const MeContext = createContext<Me | null>(null);

export const MeProvider = MeContext.Provider;

/** Whoever is signed in. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('useMe is used without anybody signed in.');
  return me;
}
