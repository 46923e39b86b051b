import type { Board, BoardNews } from '#server/contract/wire.ts';

export interface BoardWatch {
  /** Tells what changes on a board, whichever process changed it; returns the function that stops listening. */
  listen(
    which: { conferenceId: number; language: string },
    listener: (news: BoardNews | 'anew') => void,
  ): () => void;
  close(): void;
}

type Listener = (news: BoardNews | 'anew') => void;

interface Watched {
  read: () => Board | null;
  known: Known | null;
  listeners: Set<Listener>;
}

/** A board, each part as its text, to be compared. */
interface Known {
  frame: string;
  talks: Map<number, string>;
  unmatched: string;
}

/**
 * Watches boards for all who look at them together, and only while there are any: when something was written to the
 * library, each board is read once and compared with what it was.
 * @param o.changeMark another text whenever anything was written
 */
export function createBoardWatch(o: {
  read: (which: { conferenceId: number; language: string }) => Board | null;
  changeMark: () => string;
  everyMs?: number | undefined;
}): BoardWatch {
  const boards = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let mark = '';

  const look = () => {
    const now = o.changeMark();
    if (now === mark) return;
    mark = now;
    for (const board of boards.values()) {
      const found = board.read();
      const news = found === null ? 'anew' : compare(board.known, found);
      board.known = found === null ? null : knownOf(found);
      if (news !== null) for (const listener of board.listeners) listener(news);
    }
  };
  const close = () => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    listen(which, listener) {
      const key = `${which.conferenceId}/${which.language}`;
      let board = boards.get(key);
      if (board === undefined) {
        const read = () => o.read(which);
        const found = read();
        board = { read, known: found === null ? null : knownOf(found), listeners: new Set() };
        boards.set(key, board);
      }
      const { listeners } = board;
      listeners.add(listener);
      timer ??= setInterval(look, o.everyMs ?? 700);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) boards.delete(key);
        if (boards.size === 0) close();
      };
    },
    close,
  };
}

function knownOf({ conference, rooms, talks, unmatched }: Board): Known {
  return {
    frame: JSON.stringify({ conference, rooms }),
    talks: new Map(talks.map((talk) => [talk.id, JSON.stringify(talk)])),
    unmatched: JSON.stringify(unmatched),
  };
}

/** What changed; null = nothing, `anew` = so much that the board is best read again. */
function compare(before: Known | null, board: Board): BoardNews | 'anew' | null {
  const now = knownOf(board);
  if (before === null || before.frame !== now.frame) return 'anew';
  const talks = board.talks.filter(({ id }) => before.talks.get(id) !== now.talks.get(id));
  const goneTalkIds = [...before.talks.keys()].filter((id) => !now.talks.has(id));
  const isSameRest = before.unmatched === now.unmatched;
  if (talks.length === 0 && goneTalkIds.length === 0 && isSameRest) return null;
  if (talks.length > 200) return 'anew';
  return { talks, goneTalkIds, unmatched: isSameRest ? null : board.unmatched };
}
