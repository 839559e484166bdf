import { lastSegment } from '../fhir/canonical.ts';
import type { CatalogueFact, Coding, MessageDefinition, MessageKind, Source } from '../fhir/definitions.ts';
import type { JsonReader } from './json-reader.ts';
import { compact } from './parse-element.ts';
import { extensionsNamed, neededText, part, textPart } from './parse-extensions.ts';

/** Normalises a MessageDefinition with our own extensions. */
export function parseMessage(json: JsonReader, source: Source): MessageDefinition {
  const url = json.requiredString('url');
  const [key] = extensionsNamed(json, 'key');
  return compact<MessageDefinition>({
    resourceType: 'MessageDefinition',
    url,
    version: json.text('version'),
    name: json.text('name') ?? lastSegment(url),
    title: json.text('title'),
    description: json.text('description'),
    event: parseCoding(json.required('event', json.object('event'))),
    focus: json.objects('focus')[0]?.string('code'),
    messages: extensionsNamed(json, 'message').map(parseKind),
    refused: extensionsNamed(json, 'refused-message').map((extension) => ({
      type: extension.required('extension:type', part(extension, 'type')?.string('valueCode')) ?? '',
      reason: neededText(extension, 'reason'),
    })),
    key: key && { role: neededText(key, 'role'), path: neededText(key, 'path') },
    sequence: extensionsNamed(json, 'sequence')[0]?.string('valueString'),
    catalogue: extensionsNamed(json, 'catalogue').map((extension) =>
      compact<CatalogueFact>({
        name: neededText(extension, 'name'),
        value: neededText(extension, 'value'),
        meaning: textPart(extension, 'meaning'),
      }),
    ),
    parameters: extensionsNamed(json, 'parameter').map((extension) => ({
      name: neededText(extension, 'name'),
      element: neededText(extension, 'element'),
    })),
    cases: extensionsNamed(json, 'case').map((extension) =>
      compact<MessageDefinition['cases'][number]>({
        name: neededText(extension, 'name'),
        when: neededText(extension, 'when'),
        description: textPart(extension, 'description'),
        profiles: extensionsNamed(extension, 'case-profile').map((profile) => ({
          role: neededText(profile, 'role'),
          profile: part(profile, 'profile')?.string('valueUri') ?? '',
        })),
      }),
    ),
    source,
  });
}

function parseKind(extension: JsonReader): MessageKind {
  return compact<MessageKind>({
    type: parseCoding(extension.required('extension:type', part(extension, 'type')?.object('valueCoding'))),
    bundle: extension.required('extension:bundle', part(extension, 'bundle')?.string('valueUri')) ?? '',
    meaning: textPart(extension, 'meaning'),
  });
}

function parseCoding(json: JsonReader | undefined): Coding {
  return compact<Coding>({
    system: json?.requiredString('system') ?? '',
    code: json?.requiredString('code') ?? '',
    display: json?.text('display'),
  });
}
