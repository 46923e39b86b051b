import { Scissors } from 'lucide-react';
import type { MatchOffer, MatchRecording, MatchTalk } from '#server/contract/wire.ts';
import { useConference } from '../conference-frame.tsx';
import { type RoomWords, useOrganizer, useRoomWords } from '../organizer.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import s from './matching.module.css';
import { isDoubt, reasonInWords } from './reason-words.ts';
import type { Choice } from './use-matches.ts';

/** What can be done about a recording. */
interface PanelActions {
  onChoose: (place: number) => void;
  onConfirm: () => void;
  onDecide: (choice: Choice) => void;
  onSearch: () => void;
  onSkip: () => void;
}

/** One recording beside the talks that it may be of. */
export function RecordingPanel({
  recording,
  talks,
  chosen,
  actions,
}: {
  recording: MatchRecording;
  talks: ReadonlyMap<number, MatchTalk>;
  chosen: number;
  actions: PanelActions;
}) {
  const t = useRoomWords('matching');
  const { format } = useOrganizer();
  const { posterUrl, durationMs, arrivedAs, sizeBytes, kind, best, roomLong } = recording;
  const rejected = best[chosen]?.talkId;
  const tone = kind === 'sure' ? 'good' : kind === 'unsure' ? 'wait' : 'off';
  return (
    <section className={s.panel} aria-live="polite" aria-labelledby="matching-file">
      <div className={s.file}>
        <div className={s.picture}>
          {posterUrl === null ? (
            <span>{t.noPicture}</span>
          ) : (
            <img src={posterUrl} alt="" width={320} height={180} />
          )}
        </div>
        <div>
          <h2 id="matching-file" className={s.name}>
            {arrivedAs}
          </h2>
          <p className={s.facts}>
            {durationMs === null ? t.unknownLength : format.duration(durationMs)} · {format.size(sizeBytes)}{' '}
            <Badge tone={tone}>{t[kind]}</Badge>
          </p>
        </div>
      </div>
      {roomLong === null ? null : (
        <Notice
          title={roomLongInWords(
            roomLong.room,
            roomLong.day === null ? null : format.day(roomLong.day),
            t.roomLong,
          )}
        >
          {roomLong.talkIds.length > 0 ? (
            <>
              <p>{t.roomLongHint}</p>
              <ul className={s.inRoom}>
                {roomLong.talkIds.map((id) => (
                  <li key={id}>{talks.get(id)?.title}</li>
                ))}
              </ul>
            </>
          ) : null}
          <LinkButton to={`/organize/recordings/${recording.id}/cut`} icon={<Scissors aria-hidden="true" />}>
            {t.cut}
          </LinkButton>
        </Notice>
      )}
      {best.length > 0 ? (
        <fieldset className={s.offers}>
          <legend>{t.offers}</legend>
          {best.map((offer, place) => (
            <Offer
              key={offer.talkId}
              offer={offer}
              place={place}
              talk={talks.get(offer.talkId)}
              isChosen={place === chosen}
              onChoose={() => actions.onChoose(place)}
            />
          ))}
        </fieldset>
      ) : (
        <Decided recording={recording} talks={talks} />
      )}
      <Buttons>
        {best.length > 0 || recording.talkId !== null ? (
          <Button kind="main" onClick={actions.onConfirm}>
            {t.confirm} <kbd>↵</kbd>
          </Button>
        ) : null}
        <Button onClick={actions.onSearch}>
          {t.search} <kbd>/</kbd>
        </Button>
        {rejected === undefined ? null : (
          <Button onClick={() => actions.onDecide({ kind: 'reject', talkId: rejected })}>
            {t.reject} <kbd>x</kbd>
          </Button>
        )}
        <Button onClick={() => actions.onDecide({ kind: 'not_in_programme' })}>
          {t.notInProgramme} <kbd>n</kbd>
        </Button>
        <Button kind="quiet" onClick={actions.onSkip}>
          {t.skip} <kbd>s</kbd>
        </Button>
        {roomLong === null ? (
          <LinkButton to={`/organize/recordings/${recording.id}/cut`} kind="quiet">
            {t.cut} <kbd>c</kbd>
          </LinkButton>
        ) : null}
      </Buttons>
    </section>
  );
}

function Decided({ recording, talks }: { recording: MatchRecording; talks: ReadonlyMap<number, MatchTalk> }) {
  const t = useRoomWords('matching');
  if (recording.decision?.kind === 'not_in_programme') return <p>{t.isNotInProgramme}</p>;
  const talk = talks.get(recording.talkId ?? 0);
  if (talk !== undefined)
    return (
      <p>
        {t.isOf} <strong>{talk.title}</strong>
      </p>
    );
  return (
    <div className={s.none}>
      <p>{t.noOffers}</p>
      <p>{t.noOffersHint}</p>
    </div>
  );
}

function Offer({
  offer,
  place,
  talk,
  isChosen,
  onChoose,
}: {
  offer: MatchOffer;
  place: number;
  talk: MatchTalk | undefined;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const t = useRoomWords('matching');
  if (talk === undefined) return null;
  return (
    <label className={s.offer} data-chosen={isChosen || undefined}>
      <input type="radio" name="talk" checked={isChosen} onChange={onChoose} />
      <kbd>{place + 1}</kbd>
      <span>
        <span className={s.talk}>{talk.title}</span>
        <TalkFacts talk={talk} />
        <span className={s.reasons}>
          {offer.reasons.map((reason) => (
            <span key={reason.kind} data-doubt={isDoubt(reason) || undefined}>
              {reasonInWords(reason, t.reasons)}
            </span>
          ))}
        </span>
      </span>
    </label>
  );
}

/** Who, where, when and how long. */
export function TalkFacts({ talk }: { talk: MatchTalk }) {
  const t = useRoomWords('matching');
  const { format } = useOrganizer();
  const { timeZone } = useConference();
  const facts = [
    talk.speakers.join(', '),
    talk.room,
    talk.day === null ? null : format.day(talk.day),
    talk.startAt === null ? null : format.time(talk.startAt, timeZone),
    talk.durationMs === null ? null : format.duration(talk.durationMs),
    talk.isOptedOut ? t.optedOut : null,
  ].filter(Boolean);
  return <span className={s.facts}>{facts.join(' · ')}</span>;
}

function roomLongInWords(
  room: string | null,
  day: string | null,
  words: RoomWords<'matching'>['roomLong'],
): string {
  if (room !== null && day !== null) return words.both({ room, day });
  if (room !== null) return words.room(room);
  return day === null ? words.bare : words.day(day);
}
