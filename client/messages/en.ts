import { forms, plural } from '../i18n/plural.ts';

const p = (one: string, other: string) => plural('en', { one, other });

export const en = {
  skipToContent: 'Skip to the content',
  mainNavigation: 'Main',
  speakers: 'Speakers',
  talks: 'Talks',
  conferences: 'Conferences',
  search: 'Search',
  searchLabel: 'Search talks and speakers',
  searchPlaceholder: 'Title, speaker, subject',
  suggestions: 'Suggestions',
  languageChoice: 'Language',
  theme: 'Light',
  themeAuto: 'as the system',
  themeLight: 'day',
  themeDark: 'night',
  imprint: 'Imprint',
  privacy: 'Privacy',
  contact: 'Contact',
  poweredBy: 'Runs on Rostrum, free software for conference recordings',

  motto: 'Talks worth hearing again',
  newest: 'Newest talks',
  latest: 'Just in',
  talksCount: p('# talk', '# talks'),
  speakersCount: p('# speaker', '# speakers'),
  conferencesCount: p('# conference', '# conferences'),
  watchableCount: p('# to watch', '# to watch'),
  beingPrepared: p('One recording is being prepared', '# recordings are being prepared'),
  emptyTitle: 'The hall is ready. Nothing has been said yet.',
  emptyIntro:
    'Recordings appear here as soon as there are some. If you run this portal, there are three ways to begin:',
  emptyDrop: 'Put video files into the folder',
  emptyIngest: 'or hand them over from a shell:',
  emptyImport: 'and load the programme of a conference, so that they find their talks:',

  programme: 'Programme',
  dayUnknown: 'Day not known',
  room: 'Room',
  programmeData: 'Programme as data',
  officialSite: 'Website of the conference',
  noTalks: 'The programme has not been published yet.',
  sample: 'Sample',
  sampleConference:
    'An example that comes with Rostrum. Its recordings were generated and are not of the real talks.',
  sampleTalk:
    'This recording is a generated sample. It shows how the portal works and is not a recording of the real talk.',

  stateWatchable: 'Ready to watch',
  stateProcessing: 'Being prepared',
  stateComing: 'Recording to come',
  stateNotRecorded: 'Not recorded',
  stateOptedOut: 'Not published at the speaker’s wish',
  aboutProcessing:
    'The recording has arrived and is being prepared. It can be watched here in a little while.',
  aboutComing: 'The recording of this talk has not arrived yet.',
  aboutNotRecorded: 'This talk was not recorded.',
  aboutOptedOut: 'The speaker asked that the recording is not published.',
  aboutFailed: 'The recording could not be prepared.',
  preparedShare: (share: string) => `${share} prepared`,

  abstract: 'About the talk',
  facts: 'Details',
  speaker: p('Speaker', 'Speakers'),
  conference: 'Conference',
  day: 'Day',
  track: 'Track',
  length: 'Length',
  spokenLanguage: 'Spoken in',
  captions: 'Captions',
  captionsIn: (languages: string) => `Captions: ${languages}`,
  draftNotice: 'Draft: this is how the page will look. Only organizers see it.',
  unlistedNotice: 'Unlisted: only those who have this address can find this page.',
  licence: 'Licence',
  tags: 'Subjects',
  links: 'Links',
  chapters: 'Chapters',
  downloads: 'Downloads',
  transcript: 'Transcript',
  transcriptOf: (title: string) => `Transcript: ${title}`,
  readTranscript: 'Read the transcript',
  watchTalk: 'Watch the talk',
  downloadAs: 'Download as',
  plainText: 'Text',
  downloadVideo: 'Video',
  downloadAudio: 'Sound only',
  moreFromSpeakers: 'More from the same speakers',
  moreFromConference: (title: string) => `More from ${title}`,
  playRecording: (title: string) => `Recording: ${title}`,
  noAbstract: 'There is no description of this talk.',

  filterSpeakers: 'Find a name',
  filter: 'Filter',
  showAll: 'Show all',
  lettersIndex: 'By letter',
  noSpeakers: 'No speakers yet.',
  noSpeakerFound: (query: string) => `No speaker is called “${query}”.`,
  alsoKnownAs: 'Also written',
  biography: 'About',

  searchIntro: 'Search titles, abstracts, subjects and names, in any language of the portal.',
  resultsFor: (query: string) => `Results for “${query}”`,
  resultsCount: p('# talk found', '# talks found'),
  nothingFound: 'Nothing was found.',
  nothingFoundHint: 'Try fewer words, another spelling, or the name of a speaker.',
  didYouMean: 'Did you mean',
  inField: {
    title: 'Title',
    subtitle: 'Subtitle',
    abstract: 'Description',
    speaker: 'Speaker',
    tag: 'Subject',
  },
  narrowBy: 'Narrow down',
  facetConference: 'Conference',
  facetLanguage: 'Spoken in',
  facetTag: 'Subject',
  removeFilter: (label: string) => `Remove: ${label}`,
  moreResults: 'More results',

  organize: 'For organizers',
  organizeNeedsScript:
    'The organizers’ pages need JavaScript. Everything they do can also be done from a shell: npm run recordings -- --help.',

  errorNotFoundTitle: 'There is no such page',
  errorNotFoundText: 'The address may be old or mistyped, or what was here is no longer public.',
  errorServerTitle: 'Something went wrong on our side',
  errorServerText: 'It has been logged. Please try again in a moment.',
  errorRequestTitle: 'This request could not be understood',
  errorBusyTitle: 'A little too fast',
  errorBusyText: 'Please wait a moment and try again.',
  errorTryHome: 'Go to the home page',
  errorTrySearch: 'Search for it',

  /** Words of the scripts that add to a page: plain data, sent with the page (i18n/live.ts). */
  live: {
    kept: {
      later: 'Watch later',
    },
    share: {
      share: 'Share',
    },
    transcript: {
      transcript: 'Transcript',
      loading: 'The transcript is being loaded…',
      failed: 'The transcript could not be loaded.',
      again: 'Try again',
      language: 'Language of the transcript',
      find: 'Find in the transcript',
      hits: '{now} of {all}',
      hitsCount: forms('en', { one: '# hit', other: '# hits' }),
      noHits: 'Nothing found',
      previous: 'Previous hit',
      next: 'Next hit',
      follow: 'Back to what is being said',
      asPage: 'As a page',
      download: 'Download as {format}',
      plainText: 'text',
      chosen: 'Chosen passage',
      from: 'From {time}',
      copyLink: 'Copy link',
      copyQuote: 'Copy quote',
      linkCopied: 'The link has been copied.',
      quoteCopied: 'The quote has been copied.',
      notCopied: 'The browser does not allow copying. The text is selected: copy it yourself.',
      quote: '“{text}”\n{speakers}, “{title}”, {time}\n{link}',
      quoteOfNobody: '“{text}”\n“{title}”, {time}\n{link}',
    },
    offline: {
      keep: 'Keep for offline',
    },
  },
};

type Widened<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends object
      ? T[K] extends (...args: never[]) => string
        ? T[K]
        : Widened<T[K]>
      : T[K];
};

/** Every message of the pages: a language that lacks one does not compile. */
export type Messages = Widened<typeof en>;
