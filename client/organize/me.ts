import { createContext, use } from 'react';
import type { Me } from '#server/contract/wire.ts';

const MeContext = createContext<Me | null>(null);

export const MeProvider = MeContext.Provider;

/** Whoever is signed in. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('useMe is used without anybody signed in.');
  return me;
}
