import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { MatchRecording } from '#server/contract/wire.ts';
import { useConference } from '../conference-frame.tsx';
import { PageHead } from '../frame.tsx';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { KeyHelp } from './key-help.tsx';
import s from './matching.module.css';
import { type MatchView, viewOf } from './overlay.ts';
import { RecordingList } from './recording-list.tsx';
import { RecordingPanel } from './recording-panel.tsx';
import { TalkSearch } from './talk-search.tsx';
import { useKeys } from './use-keys.ts';
import { type Choice, useMatches } from './use-matches.ts';

const views: readonly MatchView[] = ['open', 'automatic', 'decided'];

/** Which talk each recording of a conference is of: confirmed by the hundred, by keyboard. */
export function MatchingPage() {
  const t = useRoomWords('matching');
  const { format } = useOrganizer();
  const { id } = useConference();
  const navigate = useNavigate();
  const toast = useToast();
  const onRefused = useCallback(
    ({ count, isConflict }: { count: number; isConflict: boolean }) =>
      toast({ kind: 'problem', text: isConflict ? t.conflict(count) : t.notSaved(count) }),
    [toast, t],
  );
  const { isKnown, error, talks, recordings, decide, isSaving } = useMatches(id, onRefused);
  const [view, setView] = useState<MatchView>('open');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const [shown, setShown] = useState<'search' | 'help' | null>(null);
  const [undoable, setUndoable] = useState<readonly MatchRecording[]>([]);

  const byView = useMemo(() => Map.groupBy(recordings, viewOf), [recordings]);
  const listed = byView.get(view) ?? [];
  const at = Math.max(
    0,
    listed.findIndex((recording) => recording.id === selectedId),
  );
  const selected = listed[at] ?? null;
  const sure = useMemo(
    () => (byView.get('open') ?? []).filter(({ kind, best }) => kind === 'sure' && best.length > 0),
    [byView],
  );
  const talksById = useMemo(() => new Map(talks.map((talk) => [talk.id, talk])), [talks]);

  const select = useCallback((recording: MatchRecording | undefined) => {
    if (recording === undefined) return;
    setSelectedId(recording.id);
    setChosen(0);
  }, []);
  // The list goes on where it was when one leaves it.
  useEffect(() => {
    if (selected !== null && selected.id !== selectedId) setSelectedId(selected.id);
  }, [selected, selectedId]);

  const choose = (choice: Choice) => {
    if (selected === null) return;
    const next = listed[at + 1] ?? listed[at - 1];
    decide([{ recording: selected, choice }]);
    if (choice.kind === 'reject') {
      setChosen(0);
      return;
    }
    setUndoable((known) => [...known, selected]);
    select(next);
  };
  const confirm = () => {
    const talkId = selected?.best[chosen]?.talkId ?? selected?.talkId;
    if (talkId != null)
      choose({
        kind: 'talk',
        talkId: view === 'automatic' && chosen === 0 ? (selected?.talkId ?? talkId) : talkId,
      });
  };
  const undo = () => {
    const last = undoable.at(-1);
    const now = recordings.find((recording) => recording.id === last?.id);
    if (last === undefined || now === undefined) return;
    setUndoable(undoable.slice(0, -1));
    decide([{ recording: now, choice: { kind: 'undo' }, before: last }]);
    setView(viewOf(last));
    select(last);
    toast({ text: t.undone });
  };
  const acceptSure = () => {
    decide(
      sure.map((recording) => ({
        recording,
        choice: { kind: 'talk', talkId: recording.best[0]?.talkId ?? 0 },
      })),
    );
    setUndoable((known) => [...known, ...sure]);
    toast({ kind: 'good', text: t.accepted(sure.length) });
  };
  const cut = () => selected && navigate(`/organize/recordings/${selected.id}/cut`);

  const keys = useKeys(shown === null && isKnown, {
    j: () => select(listed[at + 1]),
    k: () => select(listed[at - 1]),
    s: () => select(listed[at + 1]),
    1: () => setChosen(0),
    2: () => setChosen(Math.min(1, (selected?.best.length ?? 1) - 1)),
    3: () => setChosen(Math.min(2, (selected?.best.length ?? 1) - 1)),
    Enter: confirm,
    x: () => {
      const talkId = selected?.best[chosen]?.talkId;
      if (talkId !== undefined) choose({ kind: 'reject', talkId });
    },
    n: () => choose({ kind: 'not_in_programme' }),
    u: undo,
    c: () => void cut(),
    '/': () => setShown('search'),
    '?': () => setShown('help'),
  });

  if (!isKnown) return <Pending error={error} />;
  const done = recordings.length - (byView.get('open')?.length ?? 0);
  const isEmpty = recordings.length === 0;
  return (
    <>
      <PageHead title={t.title}>
        {isEmpty ? null : (
          <>
            <p className={s.progress} role="status">
              {t.progress({ done, all: recordings.length })}
              {isSaving ? <span className={s.saving}>{t.saving}</span> : null}
            </p>
            <progress className={s.bar} value={done} max={recordings.length} aria-hidden="true" />
            <Buttons>
              {sure.length > 0 ? (
                <Button kind="main" onClick={acceptSure}>
                  {t.acceptSure(sure.length)}
                </Button>
              ) : null}
              <Button kind="quiet" onClick={undo} aria-disabled={undoable.length === 0}>
                {t.undo} <kbd>u</kbd>
              </Button>
              <Button kind="quiet" onClick={() => setShown('help')}>
                {t.help} <kbd>?</kbd>
              </Button>
            </Buttons>
          </>
        )}
      </PageHead>
      {isEmpty ? (
        <EmptyState title={t.empty}>
          <p>{t.emptyHint}</p>
          <LinkButton to={`/organize/conferences/${id}/upload`}>{t.toUpload}</LinkButton>
        </EmptyState>
      ) : (
        <>
          <fieldset className={s.views}>
            <legend className="visually-hidden">{t.list}</legend>
            {views.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === view}
                onClick={() => {
                  setView(one);
                  setSelectedId(null);
                }}
              >
                {t.views[one]} <span>{format.number(byView.get(one)?.length ?? 0)}</span>
              </button>
            ))}
          </fieldset>
          {selected === null ? (
            <EmptyState title={view === 'open' ? t.allDone : t.nothingHere}>
              {view === 'open' ? (
                <>
                  <p>{t.allDoneHint}</p>
                  <LinkButton to={`/organize/conferences/${id}`}>{t.toBoard}</LinkButton>
                </>
              ) : null}
            </EmptyState>
          ) : (
            <div className={s.desk}>
              <RecordingPanel
                recording={selected}
                talks={talksById}
                chosen={chosen}
                actions={{
                  onChoose: setChosen,
                  onConfirm: confirm,
                  onDecide: choose,
                  onSearch: () => setShown('search'),
                  onSkip: () => select(listed[at + 1]),
                }}
              />
              <RecordingList
                recordings={listed}
                talks={talksById}
                selectedId={selected.id}
                onSelect={select}
              />
            </div>
          )}
        </>
      )}
      <TalkSearch
        isOpen={shown === 'search'}
        talks={talks}
        onClose={() => setShown(null)}
        onTake={(talkId) => {
          setShown(null);
          choose({ kind: 'talk', talkId });
        }}
      />
      <KeyHelp isOpen={shown === 'help'} keys={keys} onClose={() => setShown(null)} />
    </>
  );
}
