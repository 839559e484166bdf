/** Builds the resources of a program in turn, each before others refer to it. */
import { builder as builderOf } from '../build/builder.js';
import { InputError } from '../core/errors.js';
import type { Properties } from '../core/json.js';
import { evaluate, type Resources } from './evaluate.js';
import { visit, type Expression, type MessageResource, type Part } from './expression.js';
import type { Lose } from './losses.js';
import { refusedPart, replaceParts, takeOutPart } from './repair.js';

/** Maximum number of parts that a builder may refuse in a resource. */
const MOST_REPAIRS = 100;

/** Builds a resource from its expression. Throws InputError. */
export function makeResource({ builder, expression }: MessageResource, made: Resources): Properties {
  const input = evaluate(expression, made);
  return (builder ? builderOf('', builder.shape)(input) : input) as Properties;
}

/** Builds resources that are in order. */
export function makeAll(resources: readonly MessageResource[]): Map<MessageResource, Properties> {
  const made = new Map<MessageResource, Properties>();
  for (const one of resources) made.set(one, makeResource(one, made));
  return made;
}

/**
 * Returns the resources that can be built, each after those to which it refers. Parts that a builder refuses are
 * removed from its input; a resource that still cannot be built is left out, with all references to it.
 */
export function buildable(resources: readonly MessageResource[], lose: Lose): MessageResource[] {
  const ordered = inOrder(resources, lose);
  const left: MessageResource[] = [];
  const made = new Map<MessageResource, Properties>();
  for (const one of ordered) {
    dropReferences(one.expression, (of) => made.has(of), lose);
    const resource = repaired(one, made, lose);
    if (!resource) continue;
    made.set(one, resource);
    left.push(one);
  }
  return left;
}

function repaired(one: MessageResource, made: Resources, lose: Lose): Properties | undefined {
  for (let count = 0; count < MOST_REPAIRS; count++) {
    try {
      return makeResource(one, made);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const refused = refusedPart(one.expression, error);
      lose(refused?.part.from ?? one.path, refusal(error));
      if (!refused) return undefined;
      takeOutPart(refused);
    }
  }
  lose(one.path, 'the builders refuse too much of it');
  return undefined;
}

export function refusal({ message }: InputError): string {
  return `the builders refuse it: ${message.replace(/^\./, '')}`;
}

function dropReferences(expression: Expression, isMade: (of: MessageResource) => boolean, lose: Lose): void {
  replaceParts(expression, (part) => {
    const of = targetOf(part.value);
    if (!of || isMade(of)) return part.value;
    lose(part.from, 'leads to a resource that the builders refuse');
    return undefined;
  });
}

/** Returns the resource that an expression names. */
function targetOf(value: Expression): MessageResource | undefined {
  if (value.kind === 'resource') return value.of;
  return value.kind === 'object' && value.spread?.kind === 'reference-to' ? value.spread.of : undefined;
}

/**
 * Sorts the resources, each after those to which it refers by name; in a circle, one refers to another by its address.
 */
function inOrder(resources: readonly MessageResource[], lose: Lose): MessageResource[] {
  const done: MessageResource[] = [];
  const state = new Map<MessageResource, 'open' | 'done'>();
  // A list of steps, because a chain of references may exceed the call stack.
  const steps: Step[] = [];
  pushAll(steps, resources);
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { one, isLast } = step;
    if (isLast) {
      state.set(one, 'done');
      done.push(one);
    } else if (!state.has(one)) {
      state.set(one, 'open');
      addressOthers(one, (of) => of.builder === undefined || state.get(of) === 'open', lose);
      steps.push({ one, isLast: true });
      pushAll(steps, targetsOf(one.expression));
    }
  }
  return done;
}

interface Step {
  readonly one: MessageResource;
  /** True once everything to which it refers is done. */
  readonly isLast: boolean;
}

/** Adds resources in reverse, so that the first is taken first. */
function pushAll(steps: Step[], resources: readonly MessageResource[]): void {
  for (let index = resources.length - 1; index >= 0; index--)
    steps.push({ one: resources[index] as MessageResource, isLast: false });
}

/** Returns the resources that an expression names. */
export function targetsOf(
  expression: Expression,
  kinds: readonly Expression['kind'][] = ['resource', 'reference-to'],
): MessageResource[] {
  const found = new Set<MessageResource>();
  visit(expression, (inner) => {
    if ((inner.kind === 'resource' || inner.kind === 'reference-to') && kinds.includes(inner.kind)) found.add(inner.of);
  });
  return [...found];
}

/** Refers by address to resources that have no name yet. */
function addressOthers({ expression }: MessageResource, isOther: (of: MessageResource) => boolean, lose: Lose): void {
  replaceParts(expression, (part: Part) => {
    const of = targetOf(part.value);
    if (!of || !isOther(of)) return part.value;
    if (of.id === undefined) {
      lose(part.from, 'leads to a resource without an address that could be given');
      return undefined;
    }
    const reference: Expression = { kind: 'reference', text: `urn:uuid:${of.id}` };
    return part.value.kind === 'object' ? { ...part.value, spread: reference } : reference;
  });
}
