import type {
  Discriminator,
  DiscriminatorType,
  ElementDefinition,
  ElementType,
  StructureDefinition,
} from '../../fhir/definitions.ts';
import { freezeDeep } from '../../freeze-deep.ts';
import { fhirVersion } from './build-definitions.ts';
import { canonicalOf } from './canonical-of.ts';
import type { ProfiledElementFacts, ProfileFacts } from './profile-facts.ts';
import { readOverlayFile } from './read-overlay.ts';

/**
 * Returns the definitions of the profiles that FHIR STU3 itself publishes, in the order of their URLs, each with a
 * differential.
 *
 * @param types the definitions of the types that they constrain, whose kinds they share
 * @see http://hl7.org/fhir/STU3/profilelist.html
 */
export function buildProfiles(types: readonly StructureDefinition[]): readonly StructureDefinition[] {
  const kinds = new Map(types.map(({ name, kind }) => [name, kind]));
  const facts = readOverlayFile<Readonly<Record<string, ProfileFacts>>>('profiles');
  return freezeDeep(
    Object.entries(facts).map(([name, one]) => buildProfile(name, one, kinds.get(one.type) ?? 'resource')),
  );
}

function buildProfile(name: string, facts: ProfileFacts, kind: StructureDefinition['kind']): StructureDefinition {
  const { type, base = type, title, about, elements } = facts;
  const url = canonicalOf(name);
  const { [type]: root = {}, ...others } = elements;
  return {
    resourceType: 'StructureDefinition',
    url,
    version: fhirVersion,
    name,
    title,
    description: about,
    fhirVersion,
    kind,
    abstract: false,
    type,
    baseDefinition: canonicalOf(base),
    derivation: 'constraint',
    context: [],
    differential: [
      buildElement(type, root, url),
      ...Object.entries(others).map(([id, element]) => buildElement(id, element, url)),
    ],
    source: { file: `fhir.core#${fhirVersion}` },
  };
}

function buildElement(id: string, facts: ProfiledElementFacts, source: string): ElementDefinition {
  const { slicedBy, constraints, targets: _targets, types: _types, extension: _extension, ...stated } = facts;
  const sliceName = /:([^.]+)$/.exec(id)?.[1];
  const types = typesOf(facts);
  return {
    id,
    path: id.replace(/:[^.]+/g, ''),
    ...(sliceName !== undefined && { sliceName }),
    ...stated,
    ...(types.length > 0 && { types }),
    ...(slicedBy && { slicing: { discriminators: slicedBy.map(discriminatorOf), ordered: false, rules: 'open' } }),
    ...(constraints && { constraints: constraints.map((one) => ({ ...one, source })) }),
  };
}

function typesOf({ types = [], targets = [], extension }: ProfiledElementFacts): ElementType[] {
  if (extension !== undefined) return [{ code: 'Extension', profile: canonicalOf(extension) }];
  return [
    ...types.map((code) => ({ code })),
    ...targets.map((target) => ({ code: 'Reference', targetProfile: canonicalOf(target) })),
  ];
}

/** Reads a discriminator such as `value code`. */
function discriminatorOf(text: string): Discriminator {
  const [type = '', path = ''] = text.split(' ');
  return { type: type as DiscriminatorType, path };
}
