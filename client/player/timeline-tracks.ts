import type { Chapter, Recording } from '#server/contract/wire.ts';
import { element } from './views/element.ts';

/**
 * Keeps what the seek bar shows of a recording's timeline on `video`, as media-chrome reads it: the storyboard as a
 * metadata track labelled `thumbnails`, whose cues name a rectangle of a picture, and the chapters as a chapters track.
 */
export function createTimelineTracks(video: HTMLVideoElement): {
  offer(recording: Pick<Recording, 'storyboardUrl' | 'chapters'>): void;
} {
  let storyboardUrl: string | null = null;
  let chapters = '[]';
  let chapterTrack: TextTrack | undefined;

  const offerStoryboard = (url: string | null) => {
    if (url === storyboardUrl) return;
    storyboardUrl = url;
    video.querySelector('track[label="thumbnails"]')?.remove();
    if (url === null) return;
    const track = element('track', { kind: 'metadata', label: 'thumbnails', src: url });
    video.append(track);
    track.track.mode = 'hidden'; // loads its cues and shows nothing
  };

  const offerChapters = (list: readonly Chapter[]) => {
    const key = JSON.stringify(list);
    if (key === chapters) return;
    chapters = key;
    chapterTrack ??= video.addTextTrack('chapters');
    chapterTrack.mode = 'hidden';
    for (const cue of Array.from(chapterTrack.cues ?? [])) chapterTrack.removeCue(cue);
    for (const { startMs, endMs, title } of list) {
      const cue = new VTTCue(startMs / 1000, endMs / 1000, '');
      cue.text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;'); // cue text is markup
      chapterTrack.addCue(cue);
    }
    // media-chrome looks for cues when the list of tracks changes.
    video.textTracks.dispatchEvent(new Event('change'));
  };

  return {
    offer(recording) {
      offerStoryboard(recording.storyboardUrl);
      offerChapters(recording.chapters);
    },
  };
}
