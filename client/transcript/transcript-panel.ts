import { captionsOf } from '#server/contract/caption-keys.ts';
import { passagesOf } from '#server/contract/passages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Recording } from '#server/contract/wire.ts';
import { liveMessages } from '../i18n/live.ts';
import { namedTracks } from '../i18n/named-tracks.ts';
import { type PlayerHandle, whenPlayer } from '../player/handle.ts';
import type { PlayerIslandData } from '../player/island-data.ts';
import { element } from '../player/views/element.ts';
import { createChosenStrip } from './chosen-strip.ts';
import { readCues } from './cues.ts';
import { createFollow } from './follow.ts';
import { createLanguageChoice } from './language-choice.ts';
import { drawPassages, type PassageList } from './passage-list.ts';
import { createSearchView } from './search-view.ts';
import styles from './transcript-panel.module.css';
import { createWaysOut } from './ways-out.ts';

export interface Panel {
  /** It has become visible: shows where the recording is. */
  show(): void;
}

/** Fills the transcript's panel: the words of the chosen language, and what one may do with them. */
export function createPanel(o: { data: PlayerIslandData; head: HTMLElement; body: HTMLElement }): Panel {
  const { data, head, body } = o;
  const words = liveMessages('transcript');
  let recording: Recording | null = data.recording;
  let player: PlayerHandle | null = null;
  let list: PassageList | null = null;
  /** The address of the words that are shown or on their way. */
  let shownUrl: string | null = null;

  const line = element('p', { class: styles.line, role: 'status' });
  const scroller = element('div', { class: styles.scroller }, [line]);
  const back = element('button', { type: 'button', class: styles.back, hidden: true }, [words.follow]);
  const follow = createFollow(scroller, (isOn) => {
    back.hidden = isOn;
  });
  const search = createSearchView({
    onHits: (seconds) => void whenPlayer().then(({ markMoments }) => markMoments(seconds)),
    onHit(target) {
      follow.pause();
      follow.reveal(target);
    },
  });
  const languages = createLanguageChoice(() => draw());
  const waysOut = createWaysOut(data.talkSlug);
  const pathOf = (startMs: number) => paths.talk(data.talkSlug, startMs / 1000, recording?.editNumber);
  const strip = createChosenStrip({
    ...{ title: data.title, speakers: data.speakers, list: () => list, onSelect: follow.pause },
    linkTo: (startMs) => new URL(pathOf(startMs), location.origin).href,
  });
  head.append(languages.element);
  body.append(
    search.element,
    element('div', { class: styles.text }, [scroller, back, strip]),
    waysOut.element,
  );

  const now = () => {
    const cue = player && list?.markNow(player.video.currentTime * 1000 + 1);
    if (cue) follow.show(cue.span);
  };

  const jump = (ms: number) => {
    follow.resume();
    void whenPlayer().then(({ video }) => {
      video.currentTime = ms / 1000;
      video.play().catch(() => undefined); // the browser may want a gesture: the picture is there all the same
      now();
    });
  };
  scroller.addEventListener('click', (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (list === null || !isPlain || !(event.target instanceof Node)) return;
    const passage = list.passageOf(event.target);
    const cue = list.cueOf(event.target);
    if (passage?.link.contains(event.target)) {
      event.preventDefault();
      jump(passage.startMs);
    } else if (cue && document.getSelection()?.isCollapsed !== false) jump(cue.startMs);
  });
  back.addEventListener('click', () => {
    const passage = list?.passages.find(({ link }) => link.hasAttribute('aria-current')) ?? list?.passages[0];
    follow.resume();
    passage?.link.focus({ preventScroll: true }); // the button goes
    now();
  });

  const tell = (text: string, again?: () => void) => {
    line.replaceChildren(text);
    scroller.replaceChildren(line);
    if (!again) return;
    const button = element('button', { type: 'button', class: 'action-button' }, [words.again]);
    button.addEventListener('click', again);
    scroller.append(button);
  };

  /** Shows the words as they are now: those of another language, or of a version that has taken over. */
  const draw = async (): Promise<void> => {
    const tracks = captionsOf(namedTracks(recording?.tracks ?? [], liveMessages('player').machineMade));
    const track = languages.offer(tracks);
    if (!track || track.url === shownUrl) return;
    shownUrl = track.url;
    waysOut.lead(track);
    if (list === null) tell(words.loading);
    try {
      const response = await fetch(track.url);
      if (!response.ok) throw new Error(`The transcript was answered with ${response.status}.`);
      const passages = passagesOf(readCues(await response.text()));
      const drawn = await drawPassages({ passages, language: track.language, hrefOf: pathOf });
      if (shownUrl !== track.url) return;
      list = drawn;
      scroller.replaceChildren(drawn.element);
      search.searchIn(drawn);
      now();
    } catch {
      if (shownUrl !== track.url) return;
      shownUrl = null;
      list = null;
      tell(words.failed, () => void draw());
    }
  };

  void draw();
  void whenPlayer().then((handle) => {
    player = handle;
    for (const name of ['timeupdate', 'seeking', 'loadedmetadata']) handle.video.addEventListener(name, now);
    handle.store.subscribe((state) => {
      recording = state.recording;
      void draw();
    });
    now();
  });
  return { show: now };
}
