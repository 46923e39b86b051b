import { captionedTalk, emptyTalk, readScene, talkPath } from './scene.ts';

/** Every kind of page that viewers meet, by name; the path is known once the portal runs. */
export const viewerPages: readonly [name: string, path: () => string][] = [
  ['home', () => '/'],
  ['conference', () => '/conferences/linux-containers-2015'],
  ['conference as a list', () => '/conferences/linux-containers-2015?view=list'],
  ['conferences', () => '/conferences'],
  ['talks', () => '/talks'],
  ['subjects', () => '/topics'],
  ['talk', () => talkPath(captionedTalk)],
  ['talk without a recording', () => talkPath(emptyTalk)],
  ['transcript', () => `${talkPath(captionedTalk)}/transcript`],
  ['embedded talk', () => talkPath(captionedTalk).replace('/talks/', '/embed/')],
  ['speakers', () => '/speakers'],
  ['speaker', () => '/speakers/pavel-emelyanov'],
  ['search', () => '/search?q=container'],
  ['search without words', () => '/search'],
  ['search without a hit', () => '/search?q=emelyanoff'],
  ['offline', () => '/offline'],
  ['my list', () => '/kept'],
  ['imprint', () => '/imprint'],
  ['privacy', () => '/privacy'],
  ['contact', () => '/contact'],
];

/** Every kind of page that organizers meet. */
export const organizerPages: readonly [name: string, path: () => string][] = [
  ['conferences', () => '/organize'],
  ['board', () => '/organize/conferences/1'],
  ['jobs', () => '/organize/jobs'],
  ['job', () => `/organize/jobs/${readScene().captioned.jobId}`],
  ['recordings', () => '/organize/recordings'],
  ['recording', () => `/organize/recordings/${readScene().captioned.recordingId}`],
];
