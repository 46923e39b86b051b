import { parseMaster, type SoundTrack } from '../offline/playlists.ts';
import { savesData } from '../offline/save-data.ts';
import type { AudioTrack, Engine, EngineEvents } from './engine.ts';
import { createStore } from './store.ts';

/** Whether the picture is left out: of the one player of a page, whatever engine feeds it. */
export const soundOnly = createStore({ isOn: false });

/**
 * An engine that can do without the picture: it then plays the sound's own playlist, of the language that was chosen,
 * at the same second, and nothing of the picture is loaded. To its callers it plays the master playlist all the time.
 * Where the reader spares their line (Save-Data), it begins with the smallest picture.
 * @param make the engine that plays; null where the browser has none such
 */
export function withSoundOnly(
  video: HTMLVideoElement,
  events: EngineEvents,
  make: (events: EngineEvents) => Engine | null,
): Engine | null {
  let isSound = false;
  let master = '';
  let sounds: SoundTrack[] = [];
  let chosenName: string | null = null;
  /** Wanted of the picture when it comes back. */
  let wantedRendition: number | 'auto' | null = null;
  let hasBegun = false;
  let isUnopened = false;
  let turn = 0;

  const engine = make({
    ...events,
    onSource: (url) => events.onSource(isSound ? absolute(master) : url),
    onRenditions(renditions, chosen) {
      if (isSound) return;
      const smallest = renditions.toSorted((a, b) => a.height - b.height)[0];
      const isFirst = !hasBegun;
      hasBegun = true;
      const wanted =
        wantedRendition ?? (isFirst && savesData() && chosen === 'auto' ? smallest?.id : undefined);
      wantedRendition = null;
      if (wanted !== undefined && wanted !== chosen) engine?.chooseRendition(wanted);
      events.onRenditions(renditions, wanted ?? chosen);
    },
    onRendition: (id) => !isSound && events.onRendition(id),
    onAudioTracks(tracks, chosen) {
      if (isSound) return;
      const kept = tracks.find(({ name }) => name === chosenName);
      if (kept && kept.id !== chosen) return engine?.chooseAudio(kept.id);
      chosenName = nameOf(tracks, chosen);
      events.onAudioTracks(tracks, chosen);
    },
  });
  if (!engine) return null;

  const openSound = async (startSeconds: number) => {
    const [own, source] = [++turn, master];
    isUnopened = true;
    const answer = await fetch(source).catch(() => null);
    const text = await answer?.text().catch(() => null);
    if (own !== turn) return;
    if (answer?.status === 404 || answer?.status === 410) return events.onGone();
    if (!answer?.ok || text == null) return events.onConnectionLost();
    sounds = parseMaster(text).sounds;
    const chosen =
      sounds.find(({ name }) => name === chosenName) ?? sounds.find((s) => s.isDefault) ?? sounds[0];
    if (!chosen) return events.onFatal();
    isUnopened = false;
    const isPlaying = !video.paused;
    engine.open(new URL(chosen.path, absolute(source)).href, startSeconds);
    if (isPlaying) video.play().catch(() => undefined);
    const tracks = sounds.map(({ name, language }, id) => ({ id, name, language }));
    events.onAudioTracks(tracks, sounds.indexOf(chosen));
  };

  const change = (wanted: boolean) => {
    if (wanted === isSound) return;
    isSound = wanted;
    if (master === '') return;
    if (isSound) return void openSound(video.currentTime);
    turn += 1;
    const isPlaying = !video.paused;
    engine.open(master, video.currentTime);
    if (isPlaying) video.play().catch(() => undefined);
  };
  const stop = soundOnly.subscribe(({ isOn }) => change(isOn));

  return {
    open(url, startSeconds) {
      master = url;
      if (isSound) void openSound(startSeconds ?? 0);
      else engine.open(url, startSeconds);
    },
    replace(url, moment) {
      if (!isSound) {
        master = url;
        return engine.replace(url, moment);
      }
      // A better picture is nothing to those who listen.
      if (moment === 'unnoticed') return events.onSourceKept();
      master = url;
      void openSound(video.currentTime);
    },
    reload() {
      if (isSound && isUnopened) void openSound(video.currentTime);
      else engine.reload();
    },
    prepareToPlay: () => engine.prepareToPlay(),
    chooseRendition(id) {
      if (!isSound) return engine.chooseRendition(id);
      wantedRendition = id;
      soundOnly.set({ isOn: false });
    },
    chooseAudio(id) {
      if (!isSound) {
        chosenName = null;
        return engine.chooseAudio(id);
      }
      chosenName = sounds[id]?.name ?? null;
      void openSound(video.currentTime);
    },
    destroy() {
      stop();
      turn += 1;
      engine.destroy();
    },
  };
}

function nameOf(tracks: readonly AudioTrack[], id: number | null): string | null {
  return tracks.find((track) => track.id === id)?.name ?? null;
}

const absolute = (url: string) => new URL(url, document.baseURI).href;
