import fhirpath from 'fhirpath';
import stu3 from 'fhirpath/fhir-context/stu3';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { buildTypeLookup } from '../../generator/fhirpath/build-type-lookup.ts';
import type { Code } from '../../generator/code/code.ts';
import { symbolsIn } from '../../generator/code/symbols.ts';
import { compileInvariant, functionOf, type CompiledInvariant } from '../../generator/fhirpath/compile-invariant.ts';
import type { FhirPathEnv, Invariant, Json } from '../../runtime/fhirpath/env.ts';
import * as runtime from '../../runtime/fhirpath/index.ts';

export const base = loadBaseModel();
export const types = buildTypeLookup(base.definitions);

export type Compiled = CompiledInvariant & { readonly kind: 'compiled' };

/** Compiles what is known to be supported. */
export function compile(expression: string, at: string): Compiled {
  const result = compileInvariant(expression, at, types);
  if (result.kind === 'unsupported') throw new Error(`${expression}: ${result.reason}`);
  return result;
}

/** The function of a compiled invariant. */
export function codeOf({ condition }: Compiled): Code {
  return functionOf(condition);
}

/** Names of the functions of the runtime that code calls, sorted. */
export function helpersOf(code: Code): string[] {
  return [...new Set(symbolsIn([code]).map(({ name }) => name))].sort();
}

const helperNamed = new Map<string, unknown>(Object.entries(runtime));

/** The compiled code as a function: it is JavaScript as it stands. */
export function toFunction(compiled: Compiled): Invariant {
  const code = codeOf(compiled);
  const helpers = helpersOf(code);
  const values = helpers.map((name) => helperNamed.get(name));
  const make = new Function(...helpers, `'use strict'; return ${code.text};`) as (
    ...from: readonly unknown[]
  ) => Invariant;
  return make(...values);
}

/** A place where an expression is asked: an element, its sibling where it is a primitive, and the resource around it. */
export interface Place {
  readonly value: Json;
  readonly sibling?: Json;
  readonly resource: Json;
}

/** Resources that references lead to. */
const directory: Readonly<Record<string, Json>> = {
  'Practitioner/1': { resourceType: 'Practitioner', id: '1' },
  'Device/1': { resourceType: 'Device', id: '1' },
  'Patient/1': { resourceType: 'Patient', id: '1', name: [{ family: 'Thistlewood' }] },
};

export const references: readonly string[] = [...Object.keys(directory), 'Practitioner/none'];

export function envOf(resource: Json): FhirPathEnv {
  return { resource, resolve: (reference) => directory[reference] };
}

export type Outcome = boolean | 'empty' | 'error';

interface EvaluationContext {
  readonly vars: { readonly resource: Json };
}

/** What fhirpath.js stands nodes for: their class is only reached through one of them. */
interface ResourceNode {
  readonly data: Json;
  readonly constructor: { makeResNode(context: unknown, data: Json, ...none: readonly null[]): ResourceNode };
}

/** `resolve()` of fhirpath.js asks a server, so it is replaced. */
function resolve(this: EvaluationContext, nodes: readonly ResourceNode[]): readonly ResourceNode[] {
  return nodes.flatMap((node) => {
    const found = runtime.resolve(envOf(this.vars.resource), node.data) as Json;
    return found === undefined ? [] : [node.constructor.makeResNode(this, found, null, null, null, null)];
  });
}

const options = {
  traceFn: () => {},
  userInvocationTable: { resolve: { fn: resolve, arity: { 0: [] }, internalStructures: true } },
};

/** What fhirpath.js makes of an expression; `path` is that of the element, in its base type. */
export function evaluate(expression: string, path: string, { value, resource }: Place): Outcome {
  try {
    const copy = structuredClone(value) as object;
    const result = fhirpath.evaluate(
      copy,
      { base: path, expression },
      { resource: structuredClone(resource) as object },
      stu3,
      options as never,
    );
    return outcomeOf(result as readonly unknown[]);
  } catch {
    return 'error';
  }
}

/** Of several booleans one is enough. */
function outcomeOf(result: readonly unknown[]): Outcome {
  if (result.length === 0) return 'empty';
  return result.some((item) => item !== false);
}
