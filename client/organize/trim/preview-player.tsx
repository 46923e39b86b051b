import type { RecordingEdits } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import s from './preview-player.module.css';
import { StoryboardStrip } from './storyboard-strip.tsx';
import { writeTime } from './typed-time.ts';
import type { Preview } from './use-preview.ts';

/** The version of a recording that shows most of it, with its pictures below. */
export function PreviewPlayer({
  recording,
  preview,
  kept,
}: {
  recording: Pick<RecordingEdits, 'preview' | 'title'>;
  preview: Preview;
  kept: { startMs: number; endMs: number } | null;
}) {
  const t = useRoomWords('trim');
  const version = recording.preview;
  if (version === null) return <p className={s.none}>{t.noPreview}</p>;
  const { startMs, durationMs, width, height, storyboardUrl } = version;
  return (
    <div className={s.preview}>
      {/* biome-ignore lint/a11y/useMediaCaption: whoever trims hears and sees what is there; captions are not edited here */}
      <video
        ref={preview.video}
        className={s.video}
        aria-label={`${t.preview}: ${recording.title}`}
        controls
        playsInline
        preload="metadata"
        style={{ aspectRatio: width === null || height === null ? '16 / 9' : `${width} / ${height}` }}
      />
      <p className={s.remark}>
        {t.previewOf({ from: writeTime(startMs), to: writeTime(startMs + durationMs) })}
      </p>
      {preview.hasFailed ? (
        <p className={s.remark} role="alert">
          {t.cannotPlay}
        </p>
      ) : null}
      {storyboardUrl === null ? null : (
        <StoryboardStrip
          url={storyboardUrl}
          label={t.pictures}
          startMs={startMs}
          kept={kept}
          onGo={preview.go}
        />
      )}
    </div>
  );
}
