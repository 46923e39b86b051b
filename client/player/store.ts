/** A value that changes and those who look at it: the whole of the player's state management. */
export interface Store<State extends object> {
  get(): State;
  /** Merges `patch`; tells the listeners only when a field really changed. */
  set(patch: Partial<State>): void;
  /** Calls `listener` at once and after each change; returns the function that ends it. */
  subscribe(listener: (state: State) => void): () => void;
}

/** Makes a store that starts as `initial`. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<(state: State) => void>();
  return {
    get: () => state,
    set(patch) {
      const next = { ...state, ...patch };
      const keys = Object.keys(patch) as (keyof State)[]; // Object.keys is typed wider than its argument
      if (keys.every((key) => Object.is(state[key], next[key]))) return;
      state = next;
      for (const listener of listeners) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
  };
}
