import { checkDigitRules } from '../fhir/own-extensions.ts';
import type { Source } from '../fhir/definitions.ts';
import type { GivenText, RequestHeader, ServiceDefinition, TokenClaim, Transport } from '../fhir/service-definition.ts';
import type { JsonReader } from './json-reader.ts';
import { compact } from './parse-element.ts';
import { extensionsNamed, neededText, part, textPart } from './parse-extensions.ts';

/** Normalises a CapabilityStatement that describes how messages reach a service; returns undefined for any other. */
export function parseService(json: JsonReader, source: Source): ServiceDefinition | undefined {
  const [publication] = extensionsNamed(json, 'publication');
  if (!publication) return undefined;
  const [answers] = extensionsNamed(json, 'answer-codes');
  const messaging = json.objects('messaging');
  const supported = (mode: string): string[] =>
    messaging
      .flatMap((one) => one.objects('supportedMessage'))
      .filter((one) => one.raw('mode') === mode)
      .flatMap((one) => one.object('definition')?.string('reference') ?? []);
  return compact<ServiceDefinition>({
    resourceType: 'CapabilityStatement',
    url: json.requiredString('url'),
    version: json.text('version'),
    title: json.text('title'),
    description: json.text('description'),
    mediaTypes: json.strings('format'),
    // The service receives what others send.
    taken: supported('receiver'),
    delivered: supported('sender'),
    refusal: messaging[0]?.text('documentation'),
    path: neededText(publication, 'path'),
    maxBytes:
      publication.required('extension:max-bytes', part(publication, 'max-bytes')?.number('valueUnsignedInt')) ?? 0,
    headers: extensionsNamed(json, 'request-header').map(parseHeader),
    claims: extensionsNamed(json, 'token-claim').map(parseClaim),
    codes: json.required('extension:answer-codes', answers && part(answers, 'value-set')?.string('valueUri')) ?? '',
    notices: answers ? codesNamed(answers, 'notice') : [],
    passing: answers ? codesNamed(answers, 'passing') : [],
    duplicate: answers ? codesNamed(answers, 'duplicate') : [],
    transports: parseTransports(extensionsNamed(json, 'transport')),
    source,
  });
}

function codesNamed(extension: JsonReader, name: string): string[] {
  const parts = extension.objects('extension').filter((inner) => inner.raw('url') === name);
  return parts.flatMap((inner) => inner.string('valueCode') ?? []);
}

function parseHeader(extension: JsonReader): RequestHeader {
  const catalogue = textPart(extension, 'catalogue');
  return compact<RequestHeader>({
    header: neededText(extension, 'header'),
    catalogue,
    given: catalogue === undefined ? parseGiven(extension) : undefined,
  });
}

/** A claim of the token of a request. */
export function parseClaim(extension: JsonReader): TokenClaim {
  const value = textPart(extension, 'value');
  const firstOf = textPart(extension, 'first-of')?.split(' ');
  return compact<TokenClaim>({
    claim: neededText(extension, 'claim'),
    short: textPart(extension, 'short'),
    value,
    firstOf,
    given: value === undefined && firstOf === undefined ? parseGiven(extension) : undefined,
    isOptional: part(extension, 'optional')?.boolean('valueBoolean') ?? false,
  });
}

function parseGiven(extension: JsonReader): GivenText {
  const pattern = neededText(extension, 'pattern');
  if (!isPattern(pattern))
    extension.report(
      'load/bad-property',
      `The pattern ${JSON.stringify(pattern)} is no regular expression.`,
      'extension',
    );
  return compact<GivenText>({
    name: neededText(extension, 'name'),
    short: textPart(extension, 'short'),
    pattern,
    form: neededText(extension, 'form'),
    checkDigit: part(extension, 'check-digit')?.code('valueCode', checkDigitRules),
    prefix: part(extension, 'prefix')?.string('valueString'),
  });
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

/** Reads transports: extensions of one name are headers of one function. */
function parseTransports(extensions: readonly JsonReader[]): Transport[] {
  const transports = new Map<string, Transport>();
  for (const extension of extensions) {
    const name = neededText(extension, 'name');
    const { headers = [], description = textPart(extension, 'description') } = transports.get(name) ?? {};
    const header = { header: neededText(extension, 'header'), catalogue: neededText(extension, 'catalogue') };
    transports.set(name, compact<Transport>({ name, description, headers: [...headers, header] }));
  }
  return [...transports.values()];
}
