import { ownExtension } from '../fhir/own-extensions.ts';
import type { ReceivedSeverity } from '../fhir/definitions.ts';
import type { JsonReader } from './json-reader.ts';

/** Returns an object's extensions with the name of one of ours. */
export function extensionsNamed(json: JsonReader, name: string): JsonReader[] {
  return json.objects('extension').filter((extension) => extension.raw('url') === ownExtension(name));
}

/** Returns a part of a complex extension. */
export function part(extension: JsonReader, name: string): JsonReader | undefined {
  return extension.objects('extension').find((inner) => inner.raw('url') === name);
}

export function textPart(extension: JsonReader, name: string): string | undefined {
  return part(extension, name)?.string('valueString');
}

/** Returns the text of a required part; reports it if it is missing. */
export function neededText(extension: JsonReader, name: string): string {
  return extension.required(`extension:${name}`, textPart(extension, name)) ?? '';
}

/** Reads the severity of a breach in a received message, if an extension states it. */
export function receivedSeverity(json: JsonReader): ReceivedSeverity | undefined {
  const [extension] = extensionsNamed(json, 'severity-when-received');
  return extension?.code('valueCode', ['warning', 'information']);
}
