import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { paths } from '#server/contract/paths.ts';
import type { CaptionTrack } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { keys } from '../job-cache.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Section } from '../section.tsx';
import { Button } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import { CaptionUpload } from './caption-upload.tsx';
import s from './captions.module.css';

const keyOf = (recordingId: string) => ['captions', recordingId] as const;

/** The captions of a recording: what there is in which language, and a way to bring, take and delete them. */
export function CaptionsSection({ recordingId }: { recordingId: string }) {
  const w = useRoomWords('captions');
  const http = useHttp();
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: keyOf(recordingId),
    queryFn: () => http.get<{ items: CaptionTrack[] }>(paths.api.captions(recordingId)),
  });
  const renew = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keyOf(recordingId) }),
      client.invalidateQueries({ queryKey: keys.recording(recordingId) }),
    ]);
  return (
    <Section id="captions" title={w.title}>
      {data ? (
        <Tracks recordingId={recordingId} tracks={data.items} renew={renew} />
      ) : (
        <Pending error={error} />
      )}
      <CaptionUpload recordingId={recordingId} tracks={data?.items ?? []} onTaken={renew} />
    </Section>
  );
}

function Tracks({
  recordingId,
  tracks,
  renew,
}: {
  recordingId: string;
  tracks: readonly CaptionTrack[];
  renew: () => Promise<unknown>;
}) {
  const w = useRoomWords('captions');
  if (tracks.length === 0) return <p className={s.none}>{w.none}</p>;
  return (
    <ul className={s.tracks}>
      {tracks.map((track) => (
        <Track key={track.id} recordingId={recordingId} track={track} renew={renew} />
      ))}
    </ul>
  );
}

function Track({
  recordingId,
  track,
  renew,
}: {
  recordingId: string;
  track: CaptionTrack;
  renew: () => Promise<unknown>;
}) {
  const w = useRoomWords('captions');
  const { format } = useOrganizer();
  const http = useHttp();
  const toast = useToast();
  const language = track.language === null ? w.unknown : format.languageName(track.language);
  const fail = (error: Error) => toast({ kind: 'problem', text: error.message });
  const restore = useMutation({
    mutationFn: () => http.send('POST', paths.api.restoreCaption(recordingId, track.id)),
    onSuccess: renew,
    onError: fail,
  });
  const remove = useMutation({
    mutationFn: () => http.send('DELETE', paths.api.caption(recordingId, track.id)),
    onSuccess: async () => {
      toast({ text: w.removed(language), action: { label: w.undo, run: () => restore.mutate() } });
      await renew();
    },
    onError: fail,
  });
  const facts = [
    w.cues(track.cues),
    track.endsMs === null ? null : w.until(format.clock(track.endsMs)),
    track.source === 'embedded' ? w.embedded : null,
    track.source === 'machine' ? w.machine : null,
  ].filter((fact) => fact !== null);
  return (
    <li>
      <h3>{language}</h3>
      <p>{facts.join(' · ')}</p>
      <p className={s.files}>
        <a href={track.webVttUrl} download aria-label={w.download({ format: 'WebVTT', language })}>
          WebVTT
        </a>
        <a href={track.subRipUrl} download aria-label={w.download({ format: 'SubRip', language })}>
          SubRip
        </a>
        <Button
          kind="quiet"
          icon={<Trash2 aria-hidden="true" size={16} />}
          aria-label={w.removeOf(language)}
          isBusy={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {w.remove}
        </Button>
      </p>
    </li>
  );
}
