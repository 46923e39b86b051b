/** Path builders: the only place that knows how the portal's addresses are spelt. Free of dependencies; safe in a browser. */

const segment = encodeURIComponent;

function momentQuery(startSeconds?: number, edit?: number): string {
  if (startSeconds === undefined) return '';
  return `?t=${Math.floor(startSeconds)}${edit === undefined ? '' : `&e=${edit}`}`;
}

export const paths = {
  home: () => '/',
  conferences: () => '/conferences',
  conference: (slug: string) => `/conferences/${segment(slug)}`,
  talks: () => '/talks',
  topics: () => '/topics',
  topic: (slug: string) => `/talks?tag=${segment(slug)}`,
  scheduleXml: (slug: string) => `/conferences/${segment(slug)}/schedule.xml`,
  scheduleJson: (slug: string) => `/conferences/${segment(slug)}/schedule.json`,
  /** A talk, at a second of the timeline of an edit; without the edit, of the timeline of now. */
  talk: (slug: string, startSeconds?: number, edit?: number) =>
    `/talks/${segment(slug)}${momentQuery(startSeconds, edit)}`,
  embed: (slug: string, startSeconds?: number, edit?: number) =>
    `/embed/${segment(slug)}${momentQuery(startSeconds, edit)}`,
  /** The words of a talk as a page; `track` is the caption track's language or id. */
  transcript: (slug: string, track?: string) =>
    `/talks/${segment(slug)}/transcript${track === undefined ? '' : `?track=${segment(track)}`}`,
  sitemapIndex: () => '/sitemap.xml',
  sitemap: (name: string) => `/sitemaps/${segment(name)}.xml`,
  /** How a page of the portal is shown inside others; `url` is its whole address. */
  oembed: (url: string, format: string) => `/oembed?url=${segment(url)}&format=${format}`,
  speakers: () => '/speakers',
  speaker: (slug: string) => `/speakers/${segment(slug)}`,
  search: (query?: string) => (query ? `/search?q=${segment(query)}` : '/search'),
  /** A picture of a conference or speaker; `image` is 32 hex digits. */
  image: (image: string, width?: number) =>
    `/images/${segment(image)}${width === undefined ? '' : `?w=${width}`}`,
  /** The viewer’s own list, which the browser keeps. */
  kept: () => '/kept',
  imprint: () => '/imprint',
  privacy: () => '/privacy',
  contact: () => '/contact',
  /** A file of one version of a recording; `file` is a relative POSIX path such as `720p/init.mp4`. */
  versionFile: (recordingId: string, versionId: string, file: string) =>
    `/hls/${segment(recordingId)}/${segment(versionId)}/${file.split('/').map(segment).join('/')}`,
  api: {
    conferences: () => '/api/v1/conferences',
    conference: (slug: string) => `/api/v1/conferences/${segment(slug)}`,
    talks: () => '/api/v1/talks',
    talk: (slug: string) => `/api/v1/talks/${segment(slug)}`,
    /** Where a second of the timeline of an edit lies now. */
    moment: (slug: string, seconds: number, edit?: number) =>
      `/api/v1/talks/${segment(slug)}/moment?t=${seconds}${edit === undefined ? '' : `&e=${edit}`}`,
    /** The words of a talk as a file. */
    transcript: (slug: string, format: 'vtt' | 'srt' | 'txt', track?: string) =>
      `/api/v1/talks/${segment(slug)}/transcript.${format}${track === undefined ? '' : `?track=${segment(track)}`}`,
    view: (slug: string) => `/api/v1/talks/${segment(slug)}/view`,
    speakers: () => '/api/v1/speakers',
    speaker: (slug: string) => `/api/v1/speakers/${segment(slug)}`,
    search: () => '/api/v1/search',
    suggest: (query: string) => `/api/v1/suggest?q=${segment(query)}`,
    jobs: () => '/api/v1/jobs',
    job: (id: string) => `/api/v1/jobs/${segment(id)}`,
    jobLog: (id: string) => `/api/v1/jobs/${segment(id)}/log`,
    cancelJob: (id: string) => `/api/v1/jobs/${segment(id)}/cancel`,
    retryJob: (id: string) => `/api/v1/jobs/${segment(id)}/retry`,
    recordings: () => '/api/v1/recordings',
    recording: (id: string) => `/api/v1/recordings/${segment(id)}`,
    captions: (id: string) => `/api/v1/recordings/${segment(id)}/captions`,
    caption: (id: string, track: string) => `/api/v1/recordings/${segment(id)}/captions/${segment(track)}`,
    restoreCaption: (id: string, track: string) =>
      `/api/v1/recordings/${segment(id)}/captions/${segment(track)}/restore`,
    recordingEdits: (id: string) => `/api/v1/recordings/${segment(id)}/edits`,
    trimRecording: (id: string) => `/api/v1/recordings/${segment(id)}/trim`,
    revertRecording: (id: string) => `/api/v1/recordings/${segment(id)}/revert`,
    cutRecording: (id: string) => `/api/v1/recordings/${segment(id)}/cut`,
    replaceRecording: (id: string) => `/api/v1/recordings/${segment(id)}/replace`,
    organizeConference: (id: number) => `/api/v1/organize/conferences/${id}`,
    publishRecording: (id: string) => `/api/v1/recordings/${segment(id)}/publish`,
    unpublishRecording: (id: string) => `/api/v1/recordings/${segment(id)}/unpublish`,
    assignRecording: (id: string) => `/api/v1/recordings/${segment(id)}/assign`,
    retryRecording: (id: string) => `/api/v1/recordings/${segment(id)}/retry`,
    cancelRecording: (id: string) => `/api/v1/recordings/${segment(id)}/cancel`,
    scheduleRecording: (id: string) => `/api/v1/recordings/${segment(id)}/schedule`,
    people: () => '/api/v1/organize/people',
    mergePeople: (keptId: number, mergedId: number) => `/api/v1/organize/people/${keptId}/${mergedId}/merge`,
    keepApart: (id: number, otherId: number) => `/api/v1/organize/people/${id}/${otherId}/reject`,
    undoMerge: (id: number) => `/api/v1/organize/merges/${id}/undo`,
    matches: (id: number) => `/api/v1/organize/conferences/${id}/matches`,
    board: (id: number) => `/api/v1/organize/conferences/${id}/board`,
    boardEvents: (id: number) => `/api/v1/organize/conferences/${id}/board/events`,
    publishMany: (id: number) => `/api/v1/organize/conferences/${id}/publish`,
    scheduleMany: (id: number) => `/api/v1/organize/conferences/${id}/schedule`,
    optOut: (talkId: number) => `/api/v1/organize/talks/${talkId}/opt-out`,
    deletable: (kind: 'conference' | 'talk' | 'speaker' | 'recording', id: string | number) =>
      kind === 'recording'
        ? `/api/v1/recordings/${segment(String(id))}`
        : `/api/v1/organize/${kind}s/${segment(String(id))}`,
    bin: () => '/api/v1/organize/bin',
    binItem: (kind: string, id: string) => `/api/v1/organize/bin/${segment(kind)}/${segment(id)}`,
    waysIn: () => '/api/v1/auth/ways',
    signIn: () => '/api/v1/auth/sign-in/email',
    signOut: () => '/api/v1/auth/sign-out',
    resetPassword: () => '/api/v1/auth/reset-password',
    oidc: () => '/api/v1/auth/oidc',
    me: () => '/api/v1/account/me',
    password: () => '/api/v1/account/password',
    sessions: () => '/api/v1/account/sessions',
    session: (id: string) => `/api/v1/account/sessions/${segment(id)}`,
    tokens: () => '/api/v1/account/tokens',
    token: (id: string) => `/api/v1/account/tokens/${segment(id)}`,
    accounts: () => '/api/v1/accounts',
    account: (id: string) => `/api/v1/accounts/${segment(id)}`,
    accountDeletion: (id: string) => `/api/v1/accounts/${segment(id)}/deletion`,
    accountSessions: (id: string) => `/api/v1/accounts/${segment(id)}/sessions`,
    accountResetLink: (id: string) => `/api/v1/accounts/${segment(id)}/reset-link`,
    restoreAccount: (id: string) => `/api/v1/accounts/${segment(id)}/restore`,
    changes: () => '/api/v1/organize/changes',
    changePeople: () => '/api/v1/organize/changes/people',
    imports: (conferenceId: number | null = null) =>
      `/api/v1/organize/imports${conferenceId === null ? '' : `?conference=${conferenceId}`}`,
    import: (id: number) => `/api/v1/organize/imports/${id}`,
    importEntries: (id: number, o: { programme: number; kind?: string; cursor?: string | null }) =>
      `/api/v1/organize/imports/${id}/entries?programme=${o.programme}${o.kind ? `&kind=${o.kind}` : ''}${o.cursor ? `&cursor=${o.cursor}` : ''}`,
    applyImport: (id: number) => `/api/v1/organize/imports/${id}/apply`,
    jobEvents: () => '/api/v1/jobs/events',
    uploads: () => '/api/v1/uploads',
    upload: (id: string) => `/api/v1/uploads/${segment(id)}`,
    uploadLimits: () => '/api/v1/uploads/limits',
    openapi: () => '/api/v1/openapi.json',
    organizeConferences: () => '/api/v1/organize/conferences',
    organizeProgramme: (id: number) => `/api/v1/organize/conferences/${id}/talks`,
    organizeTalks: () => '/api/v1/organize/talks',
    organizeTalk: (id: number) => `/api/v1/organize/talks/${id}`,
    organizeSpeakers: (query = '', cursor: string | null = null) =>
      `/api/v1/organize/speakers?q=${segment(query)}${cursor === null ? '' : `&cursor=${segment(cursor)}`}`,
    newSpeaker: () => '/api/v1/organize/speakers',
    organizeSpeaker: (id: number) => `/api/v1/organize/speakers/${id}`,
    organizeTags: (query = '') => `/api/v1/organize/tags?q=${segment(query)}`,
    organizeTag: (id: number) => `/api/v1/organize/tags/${id}`,
    mergeTag: (id: number) => `/api/v1/organize/tags/${id}/merge`,
    organizeImages: () => '/api/v1/organize/images',
    undoChange: (id: number) => `/api/v1/organize/changes/${id}/undo`,
  },
} as const;
