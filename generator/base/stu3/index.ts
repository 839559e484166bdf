import { readFileSync } from 'node:fs';
import type { BaseModel, PrimitiveFormat, SiblingForm } from '../base-model.ts';
import { buildDefinitions, fhirVersion } from './build-definitions.ts';
import { buildExtensions } from './build-extensions.ts';
import { buildProfiles } from './build-profiles.ts';
import type { DerivedModel, DerivedType } from './derived.ts';
import { expandElements, type ElementRow } from './expand-elements.ts';
import type { PrimitiveFacts } from './overlay.ts';
import { readOverlay } from './read-overlay.ts';
import { readCodeSystems, readValueSets } from './read-value-sets.ts';

let loaded: BaseModel | undefined;

/**
 * Returns the base model of FHIR STU3 (3.0.2): the committed `derived.json` combined with `overlay/`. Read once per
 * process; every call returns the same frozen value.
 *
 * @see http://hl7.org/fhir/STU3/resourcelist.html
 */
export function loadBaseModel(): BaseModel {
  return (loaded ??= buildBaseModel());
}

function buildBaseModel(): BaseModel {
  const derived = readDerived();
  const overlay = readOverlay();
  const rows = expandElements(derived.types, overlay.types.profiles);
  const siblings = collectSiblings(rows);
  const definitions = buildDefinitions(derived.types, rows, overlay);
  return Object.freeze({
    fhirVersion,
    definitions,
    extensions: buildExtensions(),
    profiles: buildProfiles(definitions),
    valueSets: readValueSets(),
    codeSystems: readCodeSystems(),
    primitives: toRecord(Object.entries(overlay.primitives).map(([name, facts]) => [name, formatOf(facts)])),
    interfaceModule: 'fhir/r3.js',
    interfacePackage: Object.freeze({ name: '@types/fhir', version: '0.0.44' }),
    interfaces: toRecord(collectInterfaces(derived.types)),
    genericInterfaces: Object.freeze([...derived.generics]),
    siblings: toRecord(siblings),
    nullableSiblings: Object.freeze(siblings.filter(([, form]) => form === 'list').map(([path]) => path)),
  });
}

function readDerived(): DerivedModel {
  return JSON.parse(readFileSync(new URL('./derived.json', import.meta.url), 'utf8')) as DerivedModel;
}

function formatOf({ regex, jsonType, xmlType }: PrimitiveFacts): PrimitiveFormat {
  return Object.freeze({ ...(regex === undefined ? {} : { regex }), jsonType, xmlType });
}

function collectInterfaces(types: readonly DerivedType[]): readonly (readonly [string, string])[] {
  return types.flatMap((type) => [
    ...(type.interface === undefined ? [] : [[type.name, type.interface] as const]),
    ...type.elements.flatMap((it) => (it.interface === undefined ? [] : [[it.path, it.interface] as const])),
  ]);
}

function collectSiblings(
  rows: ReadonlyMap<string, readonly ElementRow[]>,
): readonly (readonly [string, SiblingForm])[] {
  return [...rows.values()]
    .flat()
    .flatMap(({ path, derived }) => (derived?.sibling === undefined ? [] : [[path, derived.sibling] as const]));
}

/** Creates a frozen record without a prototype, in which `constructor` and the like are absent. */
function toRecord<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  const record = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) record[key] = value;
  return Object.freeze(record);
}
