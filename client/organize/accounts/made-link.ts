import type { PasswordLink } from '#server/contract/wire.ts';

/** A link that was just made, and for whom. */
export interface MadeLink {
  email: string;
  link: PasswordLink;
}
