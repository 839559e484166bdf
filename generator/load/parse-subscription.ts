import { checkDigitRules } from '../fhir/own-extensions.ts';
import type {
  CriteriaParameterDefinition,
  CriteriaUseDefinition,
  SubscriptionDefinition,
  SubscriptionOperationDefinition,
  SubscriptionTextDefinition,
} from '../fhir/subscription-definition.ts';
import type { JsonReader } from './json-reader.ts';
import { compact } from './parse-element.ts';
import { extensionsNamed, neededText, part, textPart } from './parse-extensions.ts';
import { parseClaim } from './parse-service.ts';

/** What a profile of Subscription says of the service; undefined where it says nothing. */
export function parseSubscription(json: JsonReader): SubscriptionDefinition | undefined {
  const [start] = extensionsNamed(json, 'criteria-start');
  if (!start) return undefined;
  const texts = new Map(
    extensionsNamed(json, 'subscription-text').map((extension) => [
      part(extension, 'element')?.code('valueCode', ['contact', 'endpoint']),
      parseText(extension),
    ]),
  );
  const contact = json.required('extension:subscription-text', texts.get('contact'));
  const endpoint = json.required('extension:subscription-text', texts.get('endpoint'));
  if (!contact || !endpoint) return undefined;
  return {
    start: start.requiredString('valueString'),
    forms: extensionsNamed(json, 'criteria-form').map((extension) => ({
      name: neededCode(extension, 'name'),
      description: neededText(extension, 'description'),
    })),
    parameters: extensionsNamed(json, 'criteria-parameter').map(parseParameter),
    contact,
    endpoint,
    heldAs: neededValue(json, 'held-as', 'valueUri'),
    mediaTypes: extensionsNamed(json, 'subscription-format').flatMap(
      (extension) => extension.string('valueCode') ?? [],
    ),
    claims: extensionsNamed(json, 'token-claim').map(parseClaim),
    path: neededValue(json, 'subscription-path', 'valueString'),
    operations: extensionsNamed(json, 'subscription-operation').flatMap(parseOperation),
  };
}

function neededCode(extension: JsonReader, name: string): string {
  return extension.required(`extension:${name}`, part(extension, name)?.string('valueCode')) ?? '';
}

/** The value of an extension that has to be there. */
function neededValue(json: JsonReader, name: string, key: 'valueUri' | 'valueString'): string {
  return json.required(`extension:${name}`, extensionsNamed(json, name)[0]?.string(key)) ?? '';
}

function parseParameter(extension: JsonReader): CriteriaParameterDefinition {
  const [narrowed] = extensionsNamed(extension, 'criteria-narrowed');
  return compact<CriteriaParameterDefinition>({
    name: neededText(extension, 'name'),
    description: neededText(extension, 'description'),
    valueSet: part(extension, 'valueSet')?.string('valueUri'),
    system: textPart(extension, 'system'),
    pattern: textPart(extension, 'pattern'),
    expected: textPart(extension, 'expected'),
    checkDigit: part(extension, 'checkDigit')?.code('valueCode', checkDigitRules),
    bounds: extensionsNamed(extension, 'criteria-bound').map((bound) => ({
      prefix: bound.required('extension:code', part(bound, 'code')?.code('valueCode', ['lt', 'gt'])) ?? 'lt',
      member: neededText(bound, 'member'),
    })),
    narrowed: narrowed && {
      parameter: neededText(narrowed, 'parameter'),
      code: neededCode(narrowed, 'code'),
      suffix: neededText(narrowed, 'suffix'),
      otherSuffix: neededText(narrowed, 'otherSuffix'),
      valueSet: narrowed.required('extension:valueSet', part(narrowed, 'valueSet')?.string('valueUri')) ?? '',
    },
    pointless: extensionsNamed(extension, 'criteria-pointless').map((one) => ({
      parameter: neededText(one, 'parameter'),
      code: neededCode(one, 'code'),
    })),
    uses: extensionsNamed(extension, 'criteria-use').map(parseUse),
  });
}

function parseUse(extension: JsonReader): CriteriaUseDefinition {
  const max = part(extension, 'max')?.formed('valueString', /^(\*|\d{1,9})$/, '* or a number in digits') ?? '*';
  return {
    form: neededCode(extension, 'form'),
    member: neededText(extension, 'member'),
    min: part(extension, 'min')?.number('valueUnsignedInt') ?? 0,
    max: max === '*' ? Infinity : Number(max),
  };
}

function parseText(extension: JsonReader): SubscriptionTextDefinition {
  return compact<SubscriptionTextDefinition>({
    type: neededText(extension, 'type'),
    member: neededText(extension, 'member'),
    title: neededText(extension, 'title'),
    description: neededText(extension, 'description'),
    pattern: neededText(extension, 'pattern'),
    expected: neededText(extension, 'expected'),
    start: textPart(extension, 'start'),
    owner: textPart(extension, 'owner'),
  });
}

function parseOperation(extension: JsonReader): SubscriptionOperationDefinition[] {
  const name = part(extension, 'name')?.code('valueCode', ['create', 'read', 'delete']);
  return name
    ? [{ name, interactionId: neededText(extension, 'interactionId'), scope: neededText(extension, 'scope') }]
    : [];
}
