/** A code that goes into a random value. */
export interface Concept {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}
