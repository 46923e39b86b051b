/** Something that does not agree: a stable kind for programs, the thing, and a sentence for people. */
export interface Finding {
  kind:
    | 'database'
    | 'original-missing'
    | 'original-size'
    | 'original-hash'
    | 'original-unknown'
    | 'version-missing'
    | 'version-file-missing'
    | 'version-file-size'
    | 'version-file-unknown'
    | 'version-unknown'
    | 'version-abandoned'
    | 'recording-unplayable'
    | 'image-missing'
    | 'image-unknown'
    | 'left-over';
  /** Relative to the library, or an id. */
  subject: string;
  sentence: string;
}
