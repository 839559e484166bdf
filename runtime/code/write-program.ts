/**
 * Writes the program that makes a message: expresses each part with the tables of its builder, and tests the result.
 */
import type { Properties } from '../core/json.js';
import { readable } from '../core/plain.js';
import { report } from '../guard/checks.js';
import { compare } from './compare.js';
import { constantFinder } from './constants.js';
import { expressObject } from './express.js';
import { objectOf, type ImportedBuilder, type ImportedSet, type MessageResource } from './expression.js';
import { findResources, resourceFinder } from './find-resources.js';
import { placeInline } from './inline.js';
import { Losses, type NotExpressible } from './losses.js';
import { buildable } from './make-resources.js';
import { headerMembers, type Draft } from './message-input.js';
import type { Finding } from './place.js';
import { printProgram } from './print-program.js';
import { copyOf, prune } from './prune.js';
import { settle } from './settle.js';
import { eventOf, subjectOf, type Subject } from './subject.js';
import { expressPlain } from './express-plain.js';
import type { ProgramTables } from './tables.js';

/** A program, and the parts of the message that it omits. */
export interface MessageProgram {
  /** The text of a TypeScript module that exports the message as `message`. */
  readonly code: string;
  /**
   * The parts of the message that builders cannot express, in no particular order; empty if the program makes an equal
   * message.
   */
  readonly notExpressible: readonly NotExpressible[];
  /**
   * True if the program compiles, and makes the message except for the listed parts. False if the builders refuse the
   * message even so, for example because a required part is missing: the program is then a starting point.
   */
  readonly builds: boolean;
}

export function writeProgram(tables: ProgramTables, message: unknown): MessageProgram {
  const known = readable('message', () => eventOf(tables.events(), message));
  const losses = new Losses();
  const copy = copyOf(message, 'Bundle', losses.add) as Properties;
  prune(copy, tables.check(copy), 'Bundle', losses.add);
  const subject = subjectOf(known, copy);
  const { draft, made } = settle(draftOf(subject, tables, losses), losses);
  if (made) compare(message as Properties, made, draft, losses);
  const notExpressible = losses.all();
  const code = printProgram(draft, notExpressible, tables.packageName);
  return { code, notExpressible, builds: made !== undefined };
}

function draftOf(subject: Subject, tables: ProgramTables, losses: Losses): Draft {
  const builders = tables
    .builders()
    .map(([name, subpath, type, shape, rules]): ImportedBuilder => ({ name, subpath, type, shape, rules }));
  const all = findResources(subject, builders, losses.add);
  const finding: Finding = {
    constant: constantFinder(setsFor(subject, tables)),
    resource: resourceFinder(subject.bundle, all),
  };
  for (const { builder, resource, path } of all)
    if (builder) prune(resource, report(builder.rules, resource), path, losses.add);
  for (const one of all) one.expression = expressionOf(one, finding, losses);
  const resources = buildable(all, losses.add);
  const header = expressHeader(subject, finding, resources);
  placeInline(subject, resources, header);
  const { needs } = subject.making;
  const isNeeded = ({ played }: MessageResource): boolean =>
    played !== undefined &&
    (played.name === subject.parts.focus ||
      needs.includes(played.group === undefined ? played.name : `${played.group}.${played.name}`));
  const given = new Set(resources.filter((one) => one.isInline || isNeeded(one)));
  return { subject, resources, header, given };
}

/** Returns the value sets of the event before others; among these, derived families come before their base. */
function setsFor({ event }: Subject, tables: ProgramTables): ImportedSet[] {
  const all = tables.valueSets().map(([name, subpath, set], index) => ({ name, subpath, set, index }));
  const rank = ({ subpath, index }: (typeof all)[number]): number => (subpath === event.subpath ? Infinity : index);
  return all.sort((one, other) => (rank(other) > rank(one) ? 1 : rank(other) < rank(one) ? -1 : 0));
}

/**
 * Returns the expression of a resource: the input of its builder, or the resource itself. An id that messages do not
 * allow is replaced by a new one.
 */
function expressionOf(one: MessageResource, finding: Finding, losses: Losses): MessageResource['expression'] {
  const { builder, path, resource, id } = one;
  const { id: _, ...others } = resource;
  const place = { path, finding, lose: losses.add };
  const members = builder
    ? expressObject(builder.shape.parts(), others, place).members
    : expressPlain(others, place).members;
  const value = id === undefined ? ({ kind: 'new-uuid' } as const) : ({ kind: 'literal', value: id } as const);
  const own = { name: 'id', value, from: `${path}.id` };
  return builder ? objectOf([own, ...members]) : objectOf([...members.slice(0, 1), own, ...members.slice(1)]);
}

/**
 * Returns the builder's input for the header. What it takes from resources is removed later, once the message is built.
 */
function expressHeader(subject: Subject, finding: Finding, resources: readonly MessageResource[]): Draft['header'] {
  const { header, making } = subject;
  const isThere = new Set(resources);
  const resource: Finding['resource'] = (reference) => {
    const found = finding.resource(reference);
    return found && isThere.has(found) && found.builder ? found : undefined;
  };
  const place = { path: 'Bundle.entry[0].resource', finding: { ...finding, resource }, lose: () => undefined };
  return objectOf(headerMembers(subject, expressObject(making.parts().header.parts(), header, place)));
}
