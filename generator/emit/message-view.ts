/** What the templates of an event's module print: what is declared, and the names of the runtime that they use. */
import { type Code, ident, key, literal, quoted, typeName, valueName } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import type {
  KindTable,
  MessageBuildersDeclaration,
  MessageDeclaration,
  MessageGuardDeclaration,
  MessageReaderDeclaration,
  MessageTablesDeclaration,
  MessageTestsDeclaration,
  NamedTable,
} from '../declare/message/message-declarations.ts';
import type { ValueExpression } from '../declare/expressions.ts';
import type { TypeLookup } from '../fhirpath/type-lookup.ts';
import { linesOf } from './doc-lines.ts';
import { typeCode } from './type-code.ts';
import { valueCode } from './value-code.ts';

/**
 * The view of a declaration, for the template of its kind.
 *
 * @param types by which FHIRPath expressions in it are understood
 */
export function messageView(declaration: MessageDeclaration, types: TypeLookup): object {
  const value = (one: ValueExpression): Code => valueCode(one, types);
  switch (declaration.kind) {
    case 'message-tables':
      return tablesView(declaration, value);
    case 'message-builders':
      return buildersView(declaration, value);
    case 'message-guard':
      return guardView(declaration, value);
    case 'message-reader':
      return readerView(declaration);
    case 'message-tests':
      return testsView(declaration, value);
  }
}

type Print = (value: ValueExpression) => Code;

function tablesView(declaration: MessageTablesDeclaration, value: Print): object {
  const { kindExtension, doc, event, kinds, covered, refused, bundle, types, reading } = declaration;
  const table = (one: NamedTable): object => ({ name: ident(one.name), value: value(one.value) });
  const ofKind = (one: KindTable): object => ({ ...table(one), doc: linesOf(one.doc) });
  return {
    kindExtension: literal(kindExtension),
    doc: linesOf(doc),
    event: event.map((fact) => ({ key: key(fact.name), doc: docLines(fact.doc), value: value(fact.value) })),
    selects: declaration.selects.map(table),
    roles: declaration.roles.map(table),
    derivations: declaration.derivations.map(table),
    rules: declaration.rules.map(ofKind),
    kinds: value(kinds),
    covered: value(covered),
    refused: value(refused),
    bundle: value(bundle),
    types: value(types),
    reading: value(reading),
    conditions: declaration.conditions.map(ofKind),
    parts: declaration.parts.map(table),
    ...runtimeTypes('message/message', ['Select']),
    ...runtimeTypes('message/message-rules', ['RoleRules', 'DerivationRules', 'KindRules', 'KindConditions']),
    ...runtimeTypes('message/message-guard', ['MessageRules']),
    ...runtimeTypes('message/message-reader', ['MessageReading']),
    ...runtimeTypes('message/message-builder', ['SharedParts']),
  };
}

function buildersView({ builders }: MessageBuildersDeclaration, value: Print): object {
  return {
    builders: builders.map(({ name, exported, doc, input, message, making, parts, header, conditions }) => ({
      name: ident(name),
      exported: ident(exported),
      doc: linesOf(doc),
      input: typeCode(input),
      message: typeCode(message),
      making: ident(making),
      parts: ident(parts),
      header: value(header),
      conditions: ident(conditions),
    })),
    ...runtimeTypes('build/builder', ['BuildOptions']),
    ...runtimeTypes('message/message-builder', ['MessageParts']),
    ...runtimeValues('message/message-builder', ['messageBuilder']),
    ...runtimeValues('message/message-rules', ['conditionIssues']),
  };
}

function guardView({ isDoc, checkDoc, message, packageName, makings }: MessageGuardDeclaration, value: Print): object {
  return {
    isDoc: linesOf(isDoc),
    checkDoc: linesOf(checkDoc),
    message: typeCode(message),
    vendor: quoted(packageName),
    makings: value(makings),
    ...runtimeTypes('message/message-builder', ['MessageMaking']),
    ...runtimeTypes('guard/run', ['CheckOptions']),
    ...runtimeTypes('guard/check-options', ['AcceptingOptions']),
    ...runtimeTypes('guard/standard-schema', ['StandardSchema']),
    ...runtimeTypes('message/message-guard', ['MessageResult']),
    ...runtimeTypes('message/tolerant', ['TolerantResult']),
    ...runtimeValues('message/accepting', ['isAcceptable', 'checkAccepting']),
    ...runtimeValues('message/message-guard', ['messageSchema']),
  };
}

function readerView(declaration: MessageReaderDeclaration): object {
  const { message, content, kinds, receiveDoc, received, tolerantlyReceived } = declaration;
  return {
    message: typeCode(message),
    content: typeCode(content),
    kinds: kinds ? typeCode(kinds) : false,
    receiveDoc: linesOf(receiveDoc),
    received: typeCode(received),
    tolerantlyReceived: typeCode(tolerantlyReceived),
    fromXml: valueName('fromXml', 'xml'),
    ...runtimeTypes('message/message', kinds ? ['OfKind'] : []),
    ...runtimeTypes('message/tolerant', ['TolerantMessage', 'Found']),
    ...runtimeTypes('receive/received', ['ReceiveOptions', 'AcceptingReceiveOptions']),
    ...runtimeValues('message/message-reader', ['readMessage']),
    ...runtimeValues('receive/receive', ['receiveMessage']),
  };
}

function testsView({ message, tests, key: keyType, newer }: MessageTestsDeclaration, value: Print): object {
  const reader = 'message/message-reader';
  const isTolerant = keyType !== undefined || newer !== undefined;
  return {
    message: typeCode(message),
    tests: tests.map((one) => ({
      name: ident(one.name),
      message: typeCode(one.message),
      kind: literal(one.kind),
      doc: linesOf(one.doc),
    })),
    key: keyType ? typeCode(keyType) : false,
    newer: newer ? [{ doc: linesOf(newer.doc), find: value(newer.find) }] : [],
    ...runtimeValues(reader, ['isOfKind']),
    ...runtimeTypes('message/tolerant', [...(isTolerant ? ['TolerantMessage'] : []), ...(keyType ? ['Tolerant'] : [])]),
    ...(keyType && { ...runtimeTypes(reader, ['Keyed']), ...runtimeValues(reader, ['findKey']) }),
    ...(newer && { ...runtimeTypes(reader, ['Dated']), ...runtimeValues(reader, ['isLater']) }),
  };
}

/** Types of the runtime, each under the name that templates have for it: `CheckOptions` as `checkOptions`. */
function runtimeTypes(file: string, names: readonly string[]): Record<string, Code> {
  const module = `#runtime/${file}.js`;
  return Object.fromEntries(
    names.map((name) => [name.charAt(0).toLowerCase() + name.slice(1), typeName({ name, module })]),
  );
}

/** Functions of the runtime, by their names. */
function runtimeValues(file: string, names: readonly string[]): Record<string, Code> {
  return Object.fromEntries(names.map((name) => [name, valueName(name, `#runtime/${file}.js`)]));
}
