import { type ScheduleNotes, scheduleNotesSchema } from '../../catalogue/schedule-notes.ts';

/** The notes of the portal's own export, of a parsed key or the text of an instruction; null where there are none. */
export function readNotes(source: unknown): ScheduleNotes | null {
  const parsed = scheduleNotesSchema.safeParse(typeof source === 'string' ? parsedJson(source) : source);
  return parsed.success ? parsed.data : null;
}

function parsedJson(text: string): unknown {
  try {
    // A question mark cannot stand before a bracket in an instruction, so it is written as an escape.
    return JSON.parse(text);
  } catch {
    return null;
  }
}
