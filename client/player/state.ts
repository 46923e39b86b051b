import type { Recording } from '#server/contract/wire.ts';
import type { AudioTrack, Rendition } from './engine.ts';
import type { Loop } from './loop.ts';

/** Why nothing can be played: `media` = it cannot be decoded, `unsupported` = not by this browser, `withdrawn` = it is gone. */
export type Failure = 'media' | 'unsupported' | 'withdrawn';

/**
 * How the line to the recording is: `lost` = nothing comes, `recovering` = a part could not be decoded, `remaking` = the
 * recording is being edited; all go on by themselves.
 */
export type Connection = 'steady' | 'lost' | 'recovering' | 'remaking';

/** Everything the player's views show, apart from what the media element itself knows. */
export interface PlayerState {
  recording: Recording | null;
  connection: Connection;
  failure: Failure | null;
  renditions: readonly Rendition[];
  chosenRendition: number | 'auto';
  currentRendition: number | null;
  audioTracks: readonly AudioTrack[];
  chosenAudio: number | null;
  loop: Loop | null;
}

/** The state before anything was loaded. */
export function initialState(recording: Recording | null): PlayerState {
  return {
    recording,
    connection: 'steady',
    failure: null,
    renditions: [],
    chosenRendition: 'auto',
    currentRendition: null,
    audioTracks: [],
    chosenAudio: null,
    loop: null,
  };
}
