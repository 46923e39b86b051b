/** One thing in the vocabulary of schema.org; addresses are absolute. */
export interface Thing {
  '@type': string;
  [property: string]: unknown;
}
