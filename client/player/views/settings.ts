import type { Actions } from '../actions.ts';
import type { Captions } from '../captions.ts';
import { fill, type PlayerMessages } from '../messages.ts';
import type { Playback } from '../playback.ts';
import type { Preferences } from '../preferences.ts';
import { rates } from '../rates.ts';
import type { PlayerState } from '../state.ts';
import type { MenuPage } from './menu.ts';

/** What the settings menu offers now: quality, speed, captions, audio and keyboard shortcuts. */
export function settingsPages(from: {
  state: PlayerState;
  video: HTMLVideoElement;
  captions: Captions;
  actions: Actions;
  playback: Playback;
  preferences: Preferences;
  messages: PlayerMessages;
  numbers: Intl.NumberFormat;
}): MenuPage[] {
  return [qualityPage(from), speedPage(from), captionsPage(from), audioPage(from), shortcutsPage(from)];
}

type From = Parameters<typeof settingsPages>[0];

function qualityPage({ state, playback, messages }: From): MenuPage {
  const { renditions, chosenRendition, currentRendition } = state;
  const nameOf = (id: number | null | 'auto') => renditions.find((rendition) => rendition.id === id)?.name;
  const now = nameOf(currentRendition);
  const auto = now && chosenRendition === 'auto' ? fill(messages.autoNow, { now }) : messages.auto;
  return {
    label: messages.quality,
    value: nameOf(chosenRendition) ?? auto,
    options: [
      { label: auto, isChecked: chosenRendition === 'auto', choose: () => playback.chooseRendition('auto') },
      ...renditions.map(({ id, name }) => ({
        label: name,
        isChecked: chosenRendition === id,
        choose: () => playback.chooseRendition(id),
      })),
    ].slice(renditions.length === 0 ? 1 : 0),
  };
}

function speedPage({ video, actions, messages, numbers }: From): MenuPage {
  const name = (rate: number) => `${numbers.format(rate)}×`;
  const current = video.playbackRate;
  return {
    label: messages.speed,
    value: current === 1 ? messages.normalSpeed : name(current),
    options: rates.map((rate) => ({
      label: rate === 1 ? `${name(rate)} · ${messages.normalSpeed}` : name(rate),
      isChecked: rate === current,
      choose: () => actions.setRate(rate),
    })),
  };
}

function captionsPage({ captions, messages }: From): MenuPage {
  const choices = captions.choices();
  const showing = choices.find(({ isShowing }) => isShowing);
  const off = { label: messages.captionsOff, isChecked: !showing, choose: () => captions.show(null) };
  return {
    label: messages.captions,
    value: showing?.label ?? messages.captionsOff,
    options: choices.length === 0 ? [] : [off, ...choices.map(choiceOption)],
  };

  function choiceOption({ label, language, isShowing }: (typeof choices)[number]) {
    return { label, isChecked: isShowing, choose: () => captions.show(language) };
  }
}

function audioPage({ state, playback, messages }: From): MenuPage {
  const { audioTracks, chosenAudio } = state;
  return {
    label: messages.audio,
    value: audioTracks.find(({ id }) => id === chosenAudio)?.name ?? '',
    options: audioTracks.map(({ id, name }) => ({
      label: name,
      isChecked: id === chosenAudio,
      choose: () => playback.chooseAudio(id),
    })),
  };
}

/** Single-key shortcuts can be turned off (WCAG 2.1.4), for people who speak to their computer. */
function shortcutsPage({ preferences, messages }: From): MenuPage {
  const isOn = preferences.hasShortcuts();
  const hasKeyboard = matchMedia('(any-pointer: fine)').matches; // the best sign of one that a browser gives
  return {
    label: messages.shortcuts,
    value: isOn ? messages.on : messages.off,
    options: (hasKeyboard ? [true, false] : []).map((wanted) => ({
      label: wanted ? messages.on : messages.off,
      isChecked: wanted === isOn,
      choose: () => preferences.setShortcuts(wanted),
    })),
  };
}
