import {
  type Code,
  chain,
  code,
  call,
  ident,
  key,
  literal,
  object,
  quoted,
  sequence,
  typeName,
  valueName,
} from '../code/code.ts';
import type {
  AccessorDeclaration,
  ConceptDeclaration,
  Declaration,
  ExportDeclaration,
  GuardDeclaration,
  IndexDeclaration,
  InterfaceDeclaration,
  MemberDeclaration,
  SourceFileDeclaration,
  ValueSetDeclaration,
} from '../declare/declarations.ts';
import type { TypeLookup } from '../fhirpath/type-lookup.ts';
import { linesOf } from './doc-lines.ts';
import { emitFile, emitIndexFile, type EmittedFile } from './emitted-file.ts';
import type { MemberView } from './member-view.ts';
import { messageView } from './message-view.ts';
import type { Templates } from './templates.ts';
import { markOf, typeCode } from './type-code.ts';
import { valueCode } from './value-code.ts';

/** What is needed to turn declarations into code. */
export interface EmitTools {
  readonly templates: Templates;
  /** The FHIR types, to compile the expressions in declarations. */
  readonly types: TypeLookup;
}

/** Emits a file of declarations. */
export function emitDeclarations(
  { module, source, declared, declarations }: SourceFileDeclaration,
  tools: EmitTools,
): EmittedFile {
  const sections = declarations.map((declaration) => declarationCode(declaration, tools));
  return emitFile(module, source, declared, sections);
}

/** Emits a file that only re-exports what others export. */
export function emitIndex({ module, exports }: IndexDeclaration): EmittedFile {
  return emitIndexFile(module, exports.map(exportCode));
}

function exportCode(one: ExportDeclaration): Code {
  const from = literal(one.from);
  switch (one.kind) {
    case 'all':
      return code`export * from ${from};`;
    case 'types':
      return code`export type ${object(one.names.map(ident))} from ${from};`;
    case 'namespace':
      return code`export * as ${ident(one.name)} from ${from};`;
    case 'value-set':
      return code`export ${object([ident(one.name), code`type ${ident(one.namesType)}`])} from ${from};`;
  }
}

/** Returns the code of a declaration, as its template lays it out. */
export function declarationCode(declaration: Declaration, { templates, types }: EmitTools): Code {
  switch (declaration.kind) {
    case 'interface':
      return templates.render('interface', interfaceView(declaration));
    case 'type': {
      const { name, doc, type } = declaration;
      return templates.render('type', { doc: linesOf(doc), name: ident(name), type: typeCode(type) });
    }
    case 'constant': {
      const { name, doc, type, value } = declaration;
      const view = { doc: linesOf(doc), name: ident(name), type: typeCode(type), value: valueCode(value, types) };
      return templates.render('constant', view);
    }
    case 'accessor':
      return templates.render('accessor', accessorView(declaration));
    case 'value-set':
      return templates.render('value-set', valueSetView(declaration));
    case 'guard':
      return templates.render('guard', guardView(declaration));
    case 'message-tables':
    case 'message-builders':
    case 'message-guard':
    case 'message-reader':
    case 'message-tests':
      return templates.render(declaration.kind, messageView(declaration, types));
  }
}

function interfaceView({ name, doc, extends: extended, members, isLocal }: InterfaceDeclaration): object {
  const parents = extended.map(typeCode).flatMap((parent, index) => (index === 0 ? [parent] : [code`, `, parent]));
  return {
    doc: linesOf(doc),
    name: ident(name),
    parents: parents.length > 0 ? [sequence(parents)] : [],
    isLocal: isLocal === true,
    members: members.map(memberView),
  };
}

function memberView(member: MemberDeclaration): MemberView {
  return { doc: linesOf(member.doc), key: key(member.name), mark: markOf(member), type: typeCode(member.type) };
}

function accessorView({ name, isList, overloads, read, places }: AccessorDeclaration): object {
  return {
    name: ident(name),
    isList,
    overloads: overloads.map(({ doc, owner, result }) => ({
      doc: linesOf(doc),
      owner: typeCode(owner),
      result: typeCode(result),
    })),
    read: valueName(read.name, read.module),
    places: places.map((place) => valueCode(place)),
  };
}

function guardView({ is, check, assert, schema, type, rules, packageName }: GuardDeclaration): object {
  const face = '#runtime/guard/checks.js';
  return {
    is: { name: ident(is.name), doc: linesOf(is.doc) },
    check: { name: ident(check.name), doc: linesOf(check.doc) },
    assert: { name: ident(assert.name), doc: linesOf(assert.doc) },
    schema: { name: ident(schema.name), doc: linesOf(schema.doc) },
    type: typeCode(type),
    rules: valueCode(rules),
    test: valueName('test', face),
    report: valueName('report', face),
    demand: valueName('demand', face),
    options: typeName({ name: 'CheckOptions', module: '#runtime/guard/run.js' }),
    issue: typeName({ name: 'Issue', module: '#runtime/core/issue.js' }),
    schemaType: typeName({ name: 'GuardSchema', module: '#runtime/guard/standard-schema.js' }),
    madeSchema: call(valueName('guardSchema', '#runtime/guard/guard-schema.js'), [
      quoted(packageName),
      ident(check.name),
      valueCode(rules),
    ]),
  };
}

function valueSetView({ name, doc, systems, parts, namesType, codesDoc, codes }: ValueSetDeclaration): object {
  return {
    systems: systems.map((system) => ({ name: ident(system.name), url: quoted(system.url) })),
    doc: linesOf(doc),
    name: ident(name),
    ...conceptsView(parts),
    namesType: ident(namesType.name),
    namesDoc: linesOf(namesType.doc),
    codesDoc: codesDoc ? linesOf(codesDoc) : false,
    ...(codes && { codesName: ident(codes.name), codeSetType: typeCode(codes.type), codes: valueCode(codes.value) }),
  };
}

/** Prepares the constants of all concepts: one object, or parts that are joined. */
function conceptsView(parts: ValueSetDeclaration['parts']): object {
  if (parts.length < 2) return { parts: [], concepts: parts.flat().map(conceptView) };
  const names = parts.map((_, index) => ident(`part${index + 1}`));
  return {
    parts: parts.map((part, index) => ({ name: names[index], concepts: part.map(conceptView) })),
    type: chain(
      names.map((part) => code`typeof ${part}`),
      '&',
    ),
    whole: call(code`Object.assign`, [code`{}`, ...names]),
  };
}

function conceptView({ name, doc, value }: ConceptDeclaration): object {
  return { doc: linesOf(doc), key: key(name), value: valueCode(value) };
}
