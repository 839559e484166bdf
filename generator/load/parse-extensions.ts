import { ownExtension } from '../fhir/own-extensions.ts';
import type { ReceivedSeverity } from '../fhir/definitions.ts';
import type { JsonReader } from './json-reader.ts';

/** The extensions of ours, by name, that an object has. */
export function extensionsNamed(json: JsonReader, name: string): JsonReader[] {
  return json.objects('extension').filter((extension) => extension.raw('url') === ownExtension(name));
}

/** A part of a complex extension. */
export function part(extension: JsonReader, name: string): JsonReader | undefined {
  return extension.objects('extension').find((inner) => inner.raw('url') === name);
}

export function textPart(extension: JsonReader, name: string): string | undefined {
  return part(extension, name)?.string('valueString');
}

/** The text of a part that has to be there; reported where it is not. */
export function neededText(extension: JsonReader, name: string): string {
  return extension.required(`extension:${name}`, textPart(extension, name)) ?? '';
}

/** How serious a breach is in what was received, where an extension says so. */
export function receivedSeverity(json: JsonReader): ReceivedSeverity | undefined {
  const [extension] = extensionsNamed(json, 'severity-when-received');
  return extension?.code('valueCode', ['warning', 'information']);
}
