import { mountPlayer } from './player/mount.ts';

const place = document.querySelector<HTMLElement>('[data-player]');
if (place) mountPlayer(place);
