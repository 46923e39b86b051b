import { keepPlace } from './kept/keep-place.ts';
import { offerLater } from './kept/later-button.ts';
import { offerKeeping } from './offline/button.ts';
import { beginPlayer } from './player/begin.ts';
import { whenPlayer } from './player/handle.ts';
import { readIslandData } from './player/island-data.ts';
import { offerSharing } from './share/button.ts';
import { mountTranscript } from './transcript/mount.ts';

const place = document.querySelector<HTMLElement>('[data-player]');
if (place) beginPlayer(place);

const transcript = document.querySelector<HTMLElement>('[data-transcript-place]');
if (place && transcript) mountTranscript(transcript, readIslandData(place));

offerSharing();
if (place) void offerKeeping(place);

offerLater();
void keepPlace();

// What comes with the player, not before it.
void whenPlayer().then(async ({ data }) => (await import('./views/count-view.ts')).countView(data.talkSlug));
void whenPlayer().then(async (player) => (await import('./player/sound-only.ts')).offerSoundOnly(player));
