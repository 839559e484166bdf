import type { ElementDefinition, ElementType, StructureDefinition } from '../../fhir/definitions.ts';
import { freezeDeep } from '../../freeze-deep.ts';
import { fhirVersion } from './build-definitions.ts';
import { canonicalOf } from './canonical-of.ts';
import { describeExtension, titleOf } from './describe-extension.ts';
import type { ExtensionFacts, InnerPartFacts, PartFacts, ValueFacts } from './extension-facts.ts';
import { readOverlayFile } from './read-overlay.ts';

/**
 * Returns the definitions of the extensions that FHIR STU3 itself publishes, in the order of their URLs, as profiles of
 * Extension with a differential.
 *
 * @see http://hl7.org/fhir/STU3/extensibility-registry.html
 */
export function buildExtensions(): readonly StructureDefinition[] {
  const facts = readOverlayFile<Readonly<Record<string, ExtensionFacts>>>('extensions');
  return freezeDeep(Object.entries(facts).map(([name, one]) => buildExtension(name, one)));
}

function buildExtension(name: string, facts: ExtensionFacts): StructureDefinition {
  const url = canonicalOf(name);
  return {
    resourceType: 'StructureDefinition',
    url,
    version: fhirVersion,
    name,
    title: titleOf(name),
    description: describeExtension(facts),
    fhirVersion,
    kind: 'complex-type',
    abstract: false,
    type: 'Extension',
    baseDefinition: canonicalOf('Extension'),
    derivation: 'constraint',
    contextType: facts.context.type,
    context: facts.context.of,
    differential: [rootOf(facts), ...contentOf('Extension', 'Extension', facts, url)],
    source: { file: `fhir.core#${fhirVersion}` },
  };
}

function rootOf({ min = 0, max, isModifier }: ExtensionFacts): ElementDefinition {
  return { id: 'Extension', path: 'Extension', min, max, ...(isModifier && { isModifier }) };
}

/** Builds the elements of an extension: the extensions inside it, its URL and its value. */
function contentOf(id: string, path: string, { parts = {}, value }: PartFacts, url: string): ElementDefinition[] {
  return [
    ...Object.entries(parts).flatMap(([name, part]) => partOf(id, path, name, part)),
    {
      id: `${id}.url`,
      path: `${path}.url`,
      short: `URL of the extension`,
      fixed: { type: 'uri', value: url },
    },
    value ? valueOf(id, path, value) : { id: `${id}.value[x]`, path: `${path}.value[x]`, max: '0' },
  ];
}

function partOf(id: string, path: string, sliceName: string, part: InnerPartFacts): ElementDefinition[] {
  const own = `${id}.extension:${sliceName}`;
  const inner = `${path}.extension`;
  const { min = 0, max, url = sliceName } = part;
  return [
    { id: own, path: inner, sliceName, short: titleOf(sliceName), min, max },
    ...contentOf(own, inner, part, url),
  ];
}

function valueOf(id: string, path: string, { types, targets, min = 0, binding }: ValueFacts): ElementDefinition {
  return {
    id: `${id}.value[x]`,
    path: `${path}.value[x]`,
    min,
    types: types.flatMap((code) => typesOf(code, targets)),
    ...(binding && { binding }),
  };
}

/** Returns the entries for one type: as STU3 writes it, a Reference once for each of its targets. */
function typesOf(code: string, targets: readonly string[] = []): ElementType[] {
  if (code !== 'Reference' || targets.length === 0) return [{ code }];
  return targets.map((target) => ({ code, targetProfile: canonicalOf(target) }));
}
