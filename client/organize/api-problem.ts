/** The members of problem details (RFC 9457) that the portal sends, as far as they are there. */
export interface ProblemDetails {
  title?: string;
  detail?: string;
  code?: string;
  /** One entry a bad field. */
  errors?: ReadonlyArray<{ path: string; message: string }>;
  [member: string]: unknown;
}

/** What the portal answered instead of what was asked for; the message is its sentence for people. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(status: number, sentence: string, details: ProblemDetails = {}) {
    super(sentence);
    this.status = status;
    this.details = details;
  }

  /** What is wrong with a field, by its path in the body that was sent (`texts.en.title`). */
  of(path: string): string | null {
    return this.details.errors?.find((error) => error.path === path)?.message ?? null;
  }
}
