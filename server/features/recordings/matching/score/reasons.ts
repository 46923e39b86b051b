/** Why a talk fits or does not: a kind and what to say of it, for people's own language. */
export type Reason =
  | { kind: 'given' }
  | { kind: 'id' }
  | { kind: 'eventId'; text: string }
  | { kind: 'slug'; text: string }
  | { kind: 'title' }
  | { kind: 'titleStart'; text: string }
  | { kind: 'titleWords'; found: number; of: number }
  | { kind: 'speaker'; text: string }
  | { kind: 'room'; text: string }
  | { kind: 'otherRoom'; text: string }
  | { kind: 'track'; text: string }
  | { kind: 'otherTrack'; text: string }
  | { kind: 'conference'; text: string }
  | { kind: 'day'; text: string }
  | { kind: 'otherDay'; text: string }
  | { kind: 'time'; text: string }
  | { kind: 'length'; minutes: number }
  | { kind: 'unexplained'; text: string }
  | { kind: 'taken' };

/** A reason as a part of an English sentence. */
export function reasonInWords(reason: Reason): string {
  switch (reason.kind) {
    case 'given':
      return 'it was given by hand';
    case 'id':
      return 'its id is in the path';
    case 'eventId':
      return `its number ${reason.text} in the programme is in the path`;
    case 'slug':
      return `its address ${reason.text} is in the path`;
    case 'title':
      return 'its whole title is in the path';
    case 'titleStart':
      return `its title's main part “${reason.text}” is in the path`;
    case 'titleWords':
      return `${reason.found} of ${reason.of} words of the title`;
    case 'speaker':
      return `the speaker ${reason.text}`;
    case 'room':
      return `the room ${reason.text} is in the path`;
    case 'otherRoom':
      return `the path names another room than ${reason.text}`;
    case 'track':
      return `the track ${reason.text} is in the path`;
    case 'otherTrack':
      return `the path names another track than ${reason.text}`;
    case 'conference':
      return `the conference ${reason.text} is in the path`;
    case 'day':
      return `the day ${reason.text} is in the path`;
    case 'otherDay':
      return `the path names another day than ${reason.text}`;
    case 'time':
      return `it begins at ${reason.text}, as the path says`;
    case 'length':
      return `length differs by ${reason.minutes} min`;
    case 'unexplained':
      return `“${reason.text}” in the name is not of this talk`;
    case 'taken':
      return 'it has a recording already';
  }
}

/** All reasons as one English sentence. */
export function reasonsInWords(reasons: readonly Reason[]): string {
  const text = reasons.map(reasonInWords).join('; ');
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
