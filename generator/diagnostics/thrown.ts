/** Returns what a thrown value says; if its cause says more, as that of `fetch` does, with the reason of the cause. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { cause, message } = thrown;
  return cause instanceof Error && cause.message !== '' ? `${message} (${cause.message})` : message;
}

/** Returns the code of a thrown error, such as `ENOENT` of the operating system; undefined if it has none. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Returns why something cannot be read, for a sentence that names it: a newcomer need not know what ENOENT is. */
export function whyUnreadable(thrown: unknown): string {
  return codeOf(thrown) === 'ENOENT' ? 'it does not exist' : reasonOf(thrown);
}
