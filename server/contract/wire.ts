import type { z } from 'zod';
import type * as o from './organizer-schemas.ts';
import type * as s from './schemas.ts';

/** Wire types for the client: inferred from the schemas, erased at build time (zod stays on the server). */
export type Recording = z.infer<typeof s.recordingSchema>;
export type RecordingStatus = z.infer<typeof s.recordingStatusSchema>;
export type MediaTrack = z.infer<typeof s.mediaTrackSchema>;
export type Download = z.infer<typeof s.downloadSchema>;
export type SpeakerRef = z.infer<typeof s.speakerRefSchema>;
export type ConferenceRef = z.infer<typeof s.conferenceRefSchema>;
export type TalkState = z.infer<typeof s.talkStateSchema>;
export type TalkCard = z.infer<typeof s.talkCardSchema>;
export type Talk = z.infer<typeof s.talkSchema>;
export type ConferenceCard = z.infer<typeof s.conferenceCardSchema>;
export type Conference = z.infer<typeof s.conferenceSchema>;
export type SpeakerCard = z.infer<typeof s.speakerCardSchema>;
export type Speaker = z.infer<typeof s.speakerSchema>;
export type SearchResult = z.infer<typeof s.searchResultSchema>;
export type SearchMatch = z.infer<typeof s.searchMatchSchema>;
export type Suggestion = z.infer<typeof s.suggestionSchema>;
export type Chapter = z.infer<typeof s.chapterSchema>;
export type Job = z.infer<typeof o.jobSchema>;
export type LibraryRecording = z.infer<typeof o.libraryRecordingSchema>;
export type LoudnessReport = z.infer<typeof o.loudnessReportSchema>;
