import { type ComponentType, lazy } from 'react';

/** A page of a room: its address below `/organize`, and its component, loaded when somebody goes there. */
interface Room {
  path: string;
  Page: ComponentType;
}

/** Pages of one conference: below `/organize/conferences/:id`, inside its frame; '' is the first one shown. */
export const conferenceRooms: readonly Room[] = [
  { path: '', Page: lazy(async () => ({ default: (await import('./board/board-page.tsx')).BoardPage })) },
  {
    path: 'import',
    Page: lazy(async () => ({ default: (await import('./import/import-page.tsx')).ImportPage })),
  },
  {
    path: 'matching',
    Page: lazy(async () => ({ default: (await import('./matching/matching-page.tsx')).MatchingPage })),
  },
  {
    path: 'upload',
    Page: lazy(async () => ({ default: (await import('./upload/upload-page.tsx')).UploadPage })),
  },
  {
    path: 'programme',
    Page: lazy(async () => ({ default: (await import('./programme/programme-page.tsx')).ProgrammePage })),
  },
  {
    path: 'settings',
    Page: lazy(async () => ({
      default: (await import('./conference-settings/settings-page.tsx')).SettingsPage,
    })),
  },
];

/** All other pages. */
export const rooms: readonly Room[] = [
  {
    path: '',
    Page: lazy(async () => ({ default: (await import('./board/conferences-page.tsx')).ConferencesPage })),
  },
  { path: 'jobs', Page: lazy(async () => ({ default: (await import('./jobs-page.tsx')).JobsPage })) },
  { path: 'jobs/:id', Page: lazy(async () => ({ default: (await import('./job-page.tsx')).JobPage })) },
  {
    path: 'recordings',
    Page: lazy(async () => ({ default: (await import('./recordings-page.tsx')).RecordingsPage })),
  },
  {
    path: 'recordings/:id',
    Page: lazy(async () => ({ default: (await import('./recording-page.tsx')).RecordingPage })),
  },
  {
    path: 'recordings/:id/trim',
    Page: lazy(async () => ({ default: (await import('./trim/trim-page.tsx')).TrimPage })),
  },
  {
    path: 'recordings/:id/cut',
    Page: lazy(async () => ({ default: (await import('./cut/cut-page.tsx')).CutPage })),
  },
  {
    path: 'account',
    Page: lazy(async () => ({ default: (await import('./account/account-page.tsx')).AccountPage })),
  },
  {
    path: 'accounts',
    Page: lazy(async () => ({ default: (await import('./accounts/accounts-page.tsx')).AccountsPage })),
  },
  {
    path: 'changes',
    Page: lazy(async () => ({ default: (await import('./changes/changes-page.tsx')).ChangesPage })),
  },
  { path: 'bin', Page: lazy(async () => ({ default: (await import('./bin/bin-page.tsx')).BinPage })) },
  {
    path: 'import',
    Page: lazy(async () => ({ default: (await import('./import/import-page.tsx')).ImportPage })),
  },
  {
    path: 'conferences/new',
    Page: lazy(async () => ({
      default: (await import('./conference-settings/new-conference-page.tsx')).NewConferencePage,
    })),
  },
  {
    path: 'talks/:id',
    Page: lazy(async () => ({ default: (await import('./talk/talk-page.tsx')).TalkPage })),
  },
  {
    path: 'speakers',
    Page: lazy(async () => ({ default: (await import('./speakers/speakers-page.tsx')).SpeakersPage })),
  },
  {
    path: 'speakers/:id',
    Page: lazy(async () => ({ default: (await import('./speaker/speaker-page.tsx')).SpeakerPage })),
  },
  {
    path: 'tags',
    Page: lazy(async () => ({ default: (await import('./speakers/tags-page.tsx')).TagsPage })),
  },
  {
    path: 'speakers/same',
    Page: lazy(async () => ({ default: (await import('./people/same-person-page.tsx')).SamePersonPage })),
  },
];
