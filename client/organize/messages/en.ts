import { plural } from '../../i18n/plural.ts';

const p = (one: string, other: string) => plural('en', { one, other });

export const en = {
  organizers: 'Organizers',
  sections: 'Organizers’ pages',
  jobs: 'Jobs',
  recordings: 'Recordings',
  signOut: 'Sign out',
  // The frame and the parts of every room.
  close: 'Close',
  notNow: 'Not now',
  messages: 'Messages',
  conferences: 'Conferences',
  speakers: 'Speakers',
  accounts: 'Accounts',
  account: 'Account',
  changes: 'Changes',
  bin: 'Bin',
  board: 'Board',
  programme: 'Programme',
  importing: 'Import',
  upload: 'Upload',
  matching: 'Matching',
  settings: 'Settings',
  conference: 'Conference',
  undo: 'Undo',
  save: 'Save',
  optional: 'Optional',
  more: 'More',

  loading: 'One moment…',
  nothingHere: 'There is no such page',
  backToJobs: 'All jobs',
  backToRecordings: 'All recordings',

  password: 'Password',
  signInTitle: 'For organizers',
  signIn: 'Sign in',
  serverUnreachable: 'The portal does not answer. Check the connection and try again.',

  live: 'Up to date',
  connecting: 'Connecting…',
  connectionLost: (time: string) =>
    `Connection lost. You see how things were at ${time}; it comes back by itself.`,
  connectedAgain: 'Connected again.',

  show: 'Show',
  all: 'All',
  unfinished: 'Unfinished',
  failed: 'Failed',
  jobsShown: p('# job', '# jobs'),
  noJobs:
    'Nothing to do yet. Put a video file into the folder incoming of the library, and its work appears here.',
  noUnfinished: 'Everything is done.',
  noFailed: 'Nothing has failed.',
  olderJobs: 'Show older jobs',
  olderRecordings: 'Show older recordings',

  states: {
    queued: 'Waiting',
    running: 'Working',
    done: 'Finished',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  beingCancelled: 'Being cancelled',
  stages: {
    first: 'making it watchable',
    lasting: 'making it for good',
  },
  urgent: 'goes first',
  progressOf: (subject: string) => `Progress: ${subject}`,
  timeLeft: (time: string) => `${time} left`,
  timeUnknown: 'time left not known yet',
  triesAgainAt: (time: string) => `Tries again at ${time}`,
  cancel: 'Cancel',
  retry: 'Try again',
  cancelled: 'It is being cancelled.',
  retried: 'It is in the queue again.',
  actionFailed: 'That did not work:',

  job: 'Job',
  state: 'State',
  stage: 'Stage',
  step: 'Step',
  attempt: 'Attempt',
  attemptOf: (attempt: string, most: string) => `${attempt} of ${most}`,
  created: 'Arrived',
  started: 'Started',
  finished: 'Ended',
  error: 'Reason',
  recording: 'Recording',
  log: 'Log',
  logOf: (subject: string) => `Log: ${subject}`,
  logEmpty: 'Nothing has been written yet.',

  recordingsShown: p('# recording', '# recordings'),
  noRecordings:
    'No recordings yet. Put a video file into the folder incoming of the library, or hand it over with npm run ingest.',
  noSuchRecordings: 'No recording is like that now.',
  noTalk: 'Not matched to a talk',
  statuses: {
    waiting: 'Waiting',
    processing: 'Being prepared',
    playable: 'Watchable, the rest is being made',
    ready: 'Ready',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  publications: {
    review: 'To be reviewed',
    published: 'Published',
    withdrawn: 'Withdrawn',
  },
  toTalk: 'To the talk’s page',
  facts: 'Facts',
  file: 'File',
  arrived: 'Arrived',
  size: 'Size',
  length: 'Length',
  status: 'State',
  publication: 'Publication',
  captions: 'Captions',
  captionsNone: 'none',
  languageUnknown: 'language not known',
  matchNote: 'Match',
  storyboard: 'Preview in the seek bar',
  yes: 'yes',
  no: 'no',
  currentJob: 'Work',

  renditions: 'Qualities',
  renditionsNone: 'None are made yet.',
  rendition: 'Quality',
  picture: 'Picture',
  frames: 'Frames',
  framesPerSecond: (rate: string) => `${rate}/s`,
  bitrate: 'Bit rate',
  origin: 'Made',
  origins: { copied: 'copied from the file', encoded: 'encoded' },

  sound: 'Sound',
  soundNone: 'This recording has no sound.',
  soundLater: 'The loudness is measured when the recording is made for good.',
  before: 'Before',
  after: 'After',
  measured: 'Measured',
  integrated: 'Loudness',
  truePeak: 'True peak',
  range: 'Range',
  notMeasured: 'not measured',
  raised: (gain: string) => `Raised by ${gain}, nothing else changed.`,
  lowered: (gain: string) => `Lowered by ${gain}, nothing else changed.`,
  unchanged: 'It had the right loudness already.',
  raisedLimited: (gain: string) => `Raised by ${gain}; the loudest peaks were held back.`,
  loweredLimited: (gain: string) => `Lowered by ${gain}; the loudest peaks were held back.`,
  untouched: 'Left as it is.',
  measurementFailed: 'The loudness could not be measured. The sound is as it was in the file.',
  channels: p('# channel', '# channels'),

  chapters: 'Chapters',
  versions: 'Versions',
  versionStates: { growing: 'being written', whole: 'whole', retired: 'retired' },
  servedUntil: (time: string) => `served until ${time}`,
};

type Widened<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: never[]) => string
      ? T[K]
      : Widened<T[K]>;
};

/** Every message of the organizers' pages: a language that lacks one does not compile. */
export type OrganizeMessages = Widened<typeof en>;
