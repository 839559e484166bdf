/** Reports what is odd about a definition that can be read all the same. */
import type { CodeSystem, CodeSystemConcept } from '../fhir/definitions.ts';
import { lastSegment } from '../fhir/canonical.ts';
import type { JsonReader } from './json-reader.ts';

/** Reports an id that is not the last part of the canonical URL, by which alone definitions are found. */
export function reportId(json: JsonReader): void {
  const [id, url] = [json.raw('id'), json.raw('url')];
  if (typeof id !== 'string' || typeof url !== 'string' || id === lastSegment(url)) return;
  json.report('load/id-differs-from-url', `The id ${id} is not the last part of ${url}.`, 'id');
}

/**
 * Reports a definition for a version before 3.0.1, the first of STU3 without its faults.
 *
 * @see http://hl7.org/fhir/STU3/history.html
 */
export function reportEarlyVersion(json: JsonReader): void {
  const version = json.raw('fhirVersion');
  if (typeof version === 'string' && version.trim() === '3.0.0')
    json.report('load/early-version', 'The definition is for FHIR 3.0.0; it is read as one for 3.0.2.', 'fhirVersion');
}

/** Reports a code system that lists nothing, or leaves open what its codes are called or how they are compared. */
export function reportCodeSystem(
  json: JsonReader,
  content: CodeSystem['content'],
  concepts: readonly CodeSystemConcept[],
): void {
  if (content === 'complete' && concepts.length === 0)
    json.report(
      'load/code-system-empty',
      'The content of the code system is complete, but it has no concept.',
      'content',
    );
  if (json.raw('caseSensitive') === undefined)
    json.report(
      'load/case-sensitivity-unstated',
      'It is not stated whether the case of codes matters.',
      'caseSensitive',
    );
  const unnamed = [...conceptsIn(concepts)].filter(({ display }) => display === undefined);
  const [first] = unnamed;
  if (!first) return;
  const others = unnamed.length === 1 ? 'has' : `and ${unnamed.length - 1} others have`;
  json.report('load/display-missing', `Code ${JSON.stringify(first.code)} ${others} no display.`, 'concept');
}

function* conceptsIn(concepts: readonly CodeSystemConcept[]): Generator<CodeSystemConcept> {
  for (const concept of concepts) {
    yield concept;
    yield* conceptsIn(concept.concepts);
  }
}
