import { createContext, use } from 'react';
import type { OrganizerApi } from './api.ts';

const PortalContext = createContext<OrganizerApi | null>(null);

export const PortalProvider = PortalContext.Provider;

/** The API of the signed-in organizer. */
export function usePortal(): OrganizerApi {
  const api = use(PortalContext);
  if (api === null) throw new Error('usePortal is used without a signed-in organizer.');
  return api;
}
