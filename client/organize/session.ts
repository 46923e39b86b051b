const key = 'organizer-token';

/** The operator's token of this tab, and whether the portal refused the last one. */
export interface SessionState {
  token: string | null;
  wasRefused: boolean;
}

export interface Session {
  get(): SessionState;
  begin(token: string): void;
  /** Forgets the token; `refused` when the portal did not take it. */
  end(why: 'left' | 'refused'): void;
  subscribe(listener: () => void): () => void;
}

/** Keeps the token in `storage`, which is the tab's own; where that is denied, as long as the page lives. */
export function createSession(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Session {
  const attempt = <T>(action: () => T): T | null => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  let state: SessionState = { token: attempt(() => storage().getItem(key)), wasRefused: false };
  const listeners = new Set<() => void>();
  const change = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    begin(token) {
      attempt(() => storage().setItem(key, token));
      change({ token, wasRefused: false });
    },
    end(why) {
      attempt(() => storage().removeItem(key));
      change({ token: null, wasRefused: why === 'refused' });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
