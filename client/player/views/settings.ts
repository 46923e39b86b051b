import { filled } from '../../i18n/fill.ts';
import type { PlayerMessages } from '../../i18n/live.ts';
import type { Actions } from '../actions.ts';
import { type CaptionLook, captionBackgrounds, captionSizes } from '../caption-look.ts';
import type { Captions } from '../captions.ts';
import { clockText } from '../clock.ts';
import type { Playback } from '../playback.ts';
import type { Preferences } from '../preferences.ts';
import { rates } from '../rates.ts';
import type { PlayerState } from '../state.ts';
import type { MenuPage } from './menu.ts';

/** What the settings menu offers now, from the quality of the picture to the keys. */
export function settingsPages(from: {
  state: PlayerState;
  video: HTMLVideoElement;
  captions: Captions;
  actions: Actions;
  playback: Playback;
  preferences: Preferences;
  messages: PlayerMessages;
  numbers: Intl.NumberFormat;
  setCaptionLook: (look: CaptionLook) => void;
}): MenuPage[] {
  return [
    qualityPage(from),
    speedPage(from),
    captionsPage(from),
    captionSizePage(from),
    captionBackgroundPage(from),
    audioPage(from),
    loopPage(from),
    nextPage(from),
    shortcutsPage(from),
  ];
}

type From = Parameters<typeof settingsPages>[0];

function qualityPage({ state, playback, messages }: From): MenuPage {
  const { renditions, chosenRendition, currentRendition } = state;
  const nameOf = (id: number | null | 'auto') => renditions.find((rendition) => rendition.id === id)?.name;
  const now = nameOf(currentRendition);
  const auto = now && chosenRendition === 'auto' ? filled(messages.autoNow, { now }) : messages.auto;
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

function captionSizePage({ captions, preferences, messages, setCaptionLook }: From): MenuPage {
  const names = {
    small: messages.sizeSmall,
    normal: messages.sizeNormal,
    large: messages.sizeLarge,
    huge: messages.sizeHuge,
  };
  const look = preferences.captionLook();
  const sizes = captions.choices().length === 0 ? [] : captionSizes;
  return {
    label: messages.captionSize,
    value: names[look.size],
    options: sizes.map((size) => ({
      label: names[size],
      isChecked: size === look.size,
      choose: () => setCaptionLook({ ...look, size }),
    })),
  };
}

function captionBackgroundPage({ captions, preferences, messages, setCaptionLook }: From): MenuPage {
  const names = {
    dim: messages.backgroundDim,
    solid: messages.backgroundSolid,
    none: messages.backgroundNone,
  };
  const look = preferences.captionLook();
  const backgrounds = captions.choices().length === 0 ? [] : captionBackgrounds;
  return {
    label: messages.captionBackground,
    value: names[look.background],
    options: backgrounds.map((background) => ({
      label: names[background],
      isChecked: background === look.background,
      choose: () => setCaptionLook({ ...look, background }),
    })),
  };
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

function loopPage({ state: { loop }, actions, messages }: From): MenuPage {
  const start = clockText(loop?.start ?? 0);
  const end = loop?.end == null ? null : clockText(loop.end);
  const set = end === null ? filled(messages.loopOpen, { start }) : filled(messages.loopSet, { start, end });
  return {
    label: messages.loop,
    value: loop ? set : messages.off,
    options: [
      { label: messages.loopFromHere, isChecked: null, choose: () => actions.run({ do: 'loop-from-here' }) },
      { label: messages.loopToHere, isChecked: null, choose: () => actions.run({ do: 'loop-to-here' }) },
      { label: messages.off, isChecked: loop === null, choose: () => actions.run({ do: 'end-loop' }) },
    ],
  };
}

function nextPage({ preferences, messages }: From): MenuPage {
  const isOn = preferences.playsNext();
  return {
    label: messages.playNext,
    value: isOn ? messages.on : messages.off,
    options: [true, false].map((wanted) => ({
      label: wanted ? messages.on : messages.off,
      isChecked: wanted === isOn,
      choose: () => preferences.setPlaysNext(wanted),
    })),
  };
}

/** Single-key shortcuts can be turned off (WCAG 2.1.4), for people who speak to their computer. */
function shortcutsPage({ preferences, actions, messages }: From): MenuPage {
  const isOn = preferences.hasShortcuts();
  const hasKeyboard = matchMedia('(any-pointer: fine)').matches; // the best sign of one that a browser gives
  const switches = [true, false].map((wanted) => ({
    label: wanted ? messages.on : messages.off,
    isChecked: wanted === isOn,
    choose: () => preferences.setShortcuts(wanted),
  }));
  const list = {
    label: messages.showShortcuts,
    isChecked: null,
    choose: () => actions.run({ do: 'show-shortcuts' }),
  };
  return {
    label: messages.shortcuts,
    value: isOn ? messages.on : messages.off,
    options: hasKeyboard ? [...switches, list] : [],
  };
}
