import { useId, useMemo, useState } from 'react';
import type { MatchTalk } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/inputs.tsx';
import s from './matching.module.css';
import { TalkFacts } from './recording-panel.tsx';

const most = 30;

/** Finds any talk of the programme by words of its title, speakers and room. */
export function TalkSearch({
  isOpen,
  talks,
  onClose,
  onTake,
}: {
  isOpen: boolean;
  talks: readonly MatchTalk[];
  onClose: () => void;
  onTake: (talkId: number) => void;
}) {
  const t = useRoomWords('matching');
  return (
    <Dialog title={t.search} isOpen={isOpen} onClose={onClose} isWide>
      <Search talks={talks} onTake={onTake} />
    </Dialog>
  );
}

function Search({ talks, onTake }: { talks: readonly MatchTalk[]; onTake: (talkId: number) => void }) {
  const t = useRoomWords('matching');
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const folded = useMemo(
    () => talks.map((talk) => ({ talk, text: plain([talk.title, ...talk.speakers, talk.room].join(' ')) })),
    [talks],
  );
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = folded.filter(({ text }) => words.every((word) => text.includes(word))).slice(0, most);
  const active = Math.min(at, found.length - 1);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, active + step)));
    }
    const taken = found[active];
    if (event.key === 'Enter' && taken !== undefined) {
      event.preventDefault();
      onTake(taken.talk.id);
    }
  };
  return (
    <>
      <TextInput
        label={t.searchLabel}
        hint={t.searchHint}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        autoFocus
      />
      {found.length === 0 ? <p role="status">{t.nothingFound}</p> : null}
      <div id={`${id}-list`} className={s.found} role="listbox" aria-label={t.search}>
        {found.map(({ talk }, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={talk.id}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === active}
            onClick={() => onTake(talk.id)}
          >
            <span className={s.talk}>{talk.title}</span>
            <TalkFacts talk={talk} />
          </div>
        ))}
      </div>
    </>
  );
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
