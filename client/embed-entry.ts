import { takeLaterStyles } from './enhance/later-styles.ts';
import { readIslandData } from './player/island-data.ts';
import { offerPlay } from './share/embedded.ts';

takeLaterStyles();
const place = document.querySelector<HTMLElement>('[data-player]');
if (place) offerPlay(place, readIslandData(place));
