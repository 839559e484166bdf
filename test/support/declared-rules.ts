/** What the generator declares for small definitions, as JSON that tests can compare. */
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { declarePackage } from '../../generator/declare/declare-package.ts';
import type { ValueExpression } from '../../generator/declare/expressions.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { buildTypeLookup } from '../../generator/fhirpath/build-type-lookup.ts';
import type { PackageModel } from '../../generator/model/package-model.ts';
import { acme, profile, type Json } from './definitions.ts';
import { generate } from './pipeline.ts';

/** Returns a call as JSON. */
export function calls(name: string, ...args: readonly unknown[]): object {
  return { [`${name}()`]: args };
}

/** Returns an expression as JSON: names as text, with `=` before them. */
function plain(value: ValueExpression): unknown {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'undefined':
      return '=undefined';
    case 'name':
      return `=${value.name}`;
    case 'member':
      return `=${value.owner}.${value.name}`;
    case 'call':
      return calls(value.callee.name, ...value.args.map(plain));
    case 'arrow':
      return value.parameters.length === 0
        ? plain(value.value)
        : { [`(${value.parameters.join(', ')}) =>`]: plain(value.value) };
    case 'condition':
    case 'selection': {
      const only = value.kind === 'condition' && value.only !== undefined ? ` (${value.only})` : '';
      return `=${value.kind} of ${value.at}${only}: ${value.expression}`;
    }
    case 'list':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries(value.entries.map(({ name, value: part }) => [name, plain(part)]));
  }
}

/** Returns the constants of a model, by module and name. */
export function constantsOf(model: PackageModel): (module: string, name: string) => unknown {
  const tools = {
    types: buildTypeLookup(loadBaseModel().definitions),
    report: ({ message }: Diagnostic) => {
      throw new Error(message);
    },
  };
  const files = declarePackage(model, tools).families.flatMap((family) => family.structures);
  return (module, name) => {
    const file = files.find((one) => one.module === module);
    const found = file?.declarations.find((one) => one.kind === 'constant' && one.name === name);
    return found?.kind === 'constant' ? plain(found.value) : undefined;
  };
}

/** A profile on a type, and its expected additions. */
export type AddedRow = readonly [what: string, type: string, elements: readonly Json[], want: object];

/** Declares profiles, numbered in their names, and others to which they refer. */
export async function declareRows(
  rows: readonly AddedRow[],
  others: readonly Json[],
): Promise<(module: string, name: string) => unknown> {
  const profiles = rows.map(([, type, elements], index) => profile(`Acme-Row${index}-1`, type, elements));
  const { model } = await generate([...profiles, ...others], { resources: ['Patient', 'Basic'] });
  return constantsOf(model);
}

/** Returns the expected additions of a row. */
export function wantOf([, type, , want]: AddedRow, index: number): object {
  const canonical = `${acme}/StructureDefinition/Acme-Row${index}-1`;
  return calls('additions', `=${type.toLowerCase()}Elements`, canonical, want);
}
