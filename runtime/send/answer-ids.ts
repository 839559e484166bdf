import type { AnswerIssue } from './answer.js';

/** Ids as services create them: a UUID, or its 32 digits alone. */
const UUIDS = /(?<![\w-])[0-9a-f]{8}(-?)(?:[0-9a-f]{4}\1){3}[0-9a-f]{12}(?![\w-])/gi;

/**
 * A reference to a resource, such as `Subscription/7` at the end of a URL; a full stop at the end of a sentence is no
 * part of an id.
 */
const REFERENCES = /(?<![A-Za-z])[A-Z][A-Za-z]{1,60}\/([A-Za-z0-9.-]{1,64})(?=$|[^A-Za-z0-9-])/g;

/** Returns the logical id at the end of the location of a resource, or of one of its versions. */
export function idAtEnd(location: string | null): string | undefined {
  return /\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?\/?$/.exec(location?.trim() ?? '')?.[1];
}

/**
 * Returns the id of what exists already: services name it in words, by a reference or by the id alone. Undefined if
 * there is none, or several, so that it is unclear which is meant.
 */
export function existingIdIn(issues: readonly AnswerIssue[]): string | undefined {
  const texts = issues.flatMap(({ diagnostics, display }) => [diagnostics ?? '', display ?? '']);
  const referred = texts.flatMap((text) => [...text.matchAll(REFERENCES)].map(([, id = '']) => id.replace(/\.+$/, '')));
  const [id, another] = new Set(referred.length > 0 ? referred : texts.flatMap((text) => text.match(UUIDS) ?? []));
  return another === undefined ? id : undefined;
}
