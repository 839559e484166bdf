import type { DerivationDefinition, FillingDefinition, RoleDefinition } from '../fhir/definitions.ts';
import type { JsonReader } from './json-reader.ts';
import { compact } from './parse-element.ts';
import { extensionsNamed, neededText, part, textPart } from './parse-extensions.ts';

/** Reads the roles of entries in the profile of a Bundle. */
export function parseRoles(json: JsonReader): RoleDefinition[] | undefined {
  const roles = extensionsNamed(json, 'role').map(parseRole);
  return roles.length > 0 ? roles : undefined;
}

function parseRole(extension: JsonReader): RoleDefinition {
  const max = part(extension, 'max')?.formed('valueString', /^(\*|\d{1,9})$/, '* or a number in digits') ?? '*';
  return compact<RoleDefinition>({
    name: neededText(extension, 'name'),
    group: textPart(extension, 'group'),
    slice: neededText(extension, 'slice'),
    select: neededText(extension, 'select'),
    profile: part(extension, 'profile')?.string('valueUri'),
    min: part(extension, 'min')?.number('valueUnsignedInt') ?? 0,
    max: max === '*' ? Infinity : Number(max),
    isCheckOnly: part(extension, 'checkOnly')?.boolean('valueBoolean') ?? false,
    isUnchecked: part(extension, 'unchecked')?.boolean('valueBoolean') ?? false,
    severity: part(extension, 'severity')?.code('valueCode', ['error', 'warning']) ?? 'error',
    downgrades: extensionsNamed(extension, 'downgrade').flatMap(parseDowngrade),
  });
}

function parseDowngrade(extension: JsonReader): RoleDefinition['downgrades'][number][] {
  const severity = part(extension, 'severity')?.code('valueCode', ['warning', 'information']);
  return severity ? [{ element: neededText(extension, 'element'), severity }] : [];
}

/** Reads the parts of the header that repeat values of another entry. */
export function parseDerivations(json: JsonReader): DerivationDefinition[] | undefined {
  const derivations = extensionsNamed(json, 'derivation').map((extension) =>
    compact<DerivationDefinition>({
      element: neededText(extension, 'element'),
      role: neededText(extension, 'role'),
      path: neededText(extension, 'path'),
      from: textPart(extension, 'from'),
      compare: neededText(extension, 'compare'),
      parts: textPart(extension, 'parts')?.split(' '),
      severity: part(extension, 'severity')?.code('valueCode', ['error', 'warning']) ?? 'error',
    }),
  );
  return derivations.length > 0 ? derivations : undefined;
}

/** Reads the references that a builder sets by default. */
export function parseFillings(json: JsonReader): FillingDefinition[] | undefined {
  const fillings = extensionsNamed(json, 'filled-reference').map((extension) =>
    compact<FillingDefinition>({
      element: neededText(extension, 'element'),
      role: neededText(extension, 'role'),
      of: textPart(extension, 'of')?.split(' '),
      isEither: part(extension, 'either')?.boolean('valueBoolean'),
    }),
  );
  return fillings.length > 0 ? fillings : undefined;
}
