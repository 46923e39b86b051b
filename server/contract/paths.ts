/** Path builders: the only place that knows how the portal's addresses are spelt. Free of dependencies; safe in a browser. */

const segment = encodeURIComponent;

export const paths = {
  home: () => '/',
  conference: (slug: string) => `/conferences/${segment(slug)}`,
  talk: (slug: string, startSeconds?: number) =>
    `/talks/${segment(slug)}${startSeconds === undefined ? '' : `?t=${Math.floor(startSeconds)}`}`,
  speakers: () => '/speakers',
  speaker: (slug: string) => `/speakers/${segment(slug)}`,
  search: (query?: string) => (query ? `/search?q=${segment(query)}` : '/search'),
  /** A picture of a conference or speaker; `image` is 32 hex digits. */
  image: (image: string, width?: number) =>
    `/images/${segment(image)}${width === undefined ? '' : `?w=${width}`}`,
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
    organizeConference: (id: number) => `/api/v1/organize/conferences/${id}`,
    publishRecording: (id: string) => `/api/v1/recordings/${segment(id)}/publish`,
    unpublishRecording: (id: string) => `/api/v1/recordings/${segment(id)}/unpublish`,
    assignRecording: (id: string) => `/api/v1/recordings/${segment(id)}/assign`,
    retryRecording: (id: string) => `/api/v1/recordings/${segment(id)}/retry`,
    cancelRecording: (id: string) => `/api/v1/recordings/${segment(id)}/cancel`,
    scheduleRecording: (id: string) => `/api/v1/recordings/${segment(id)}/schedule`,
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
    organizeSpeaker: (id: number) => `/api/v1/organize/speakers/${id}`,
    organizeTags: (query = '') => `/api/v1/organize/tags?q=${segment(query)}`,
    organizeTag: (id: number) => `/api/v1/organize/tags/${id}`,
    mergeTag: (id: number) => `/api/v1/organize/tags/${id}/merge`,
    organizeImages: () => '/api/v1/organize/images',
    undoChange: (id: number) => `/api/v1/organize/changes/${id}/undo`,
  },
} as const;
