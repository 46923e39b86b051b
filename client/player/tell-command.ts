import { filled } from '../i18n/fill.ts';
import type { PlayerMessages } from '../i18n/live.ts';
import { clockText } from './clock.ts';
import type { Command } from './keyboard.ts';
import type { Loop } from './loop.ts';
import type { Hint } from './views/hint.ts';

/** Shows what a command did where the controls, which may be hidden, would not tell it. */
export function tellCommand(done: {
  command: Command;
  video: HTMLVideoElement;
  loop: Loop | null;
  hint: Hint;
  messages: PlayerMessages;
  numbers: Intl.NumberFormat;
}): void {
  const { command, video, loop, hint, messages, numbers } = done;
  if (command.do === 'rate-step') hint.flash(`${numbers.format(video.playbackRate)}×`);
  else if (command.do === 'end-loop') hint.say(messages.loopEnded);
  else if (command.do === 'seek-by') {
    const message = command.seconds < 0 ? messages.secondsBack : messages.secondsOn;
    const seconds = numbers.format(Math.abs(command.seconds));
    hint.flash(filled(message, { seconds }), command.seconds < 0 ? -1 : 1);
  } else if ((command.do === 'loop-from-here' || command.do === 'loop-to-here') && loop) {
    const [start, end] = [clockText(loop.start), clockText(loop.end ?? 0)];
    hint.say(filled(loop.end === null ? messages.loopStarted : messages.loopPlays, { start, end }));
  }
}
