import { formatCanonical } from '../fhir/canonical.ts';
import type { ConceptModel, ValueSetModel } from '../model/model.ts';
import type { CodedForm } from './builder/parts.ts';
import { code, Code, docLines, ident, join, key, literal, seeLine } from './code.ts';
import { fileText, type EmittedFile } from './emitted-file.ts';
import { sentence } from './member-doc.ts';
import { Imports } from './imports.ts';
import { codedInputName, codesName } from './names.ts';
import type { Templates } from './templates.ts';

/**
 * The file of one value set: its codes as constants, the union of their names and, of a closed set, of their codes; and
 * what builders take for a coding or a concept that may have nothing but those.
 */
export function emitValueSet(
  set: ValueSetModel,
  forms: ReadonlySet<CodedForm> | undefined,
  templates: Templates,
): EmittedFile {
  const systems = systemNames(set.concepts);
  const imports = new Imports(set.module, []);
  const view = {
    systems: [...systems].map(([url, name]) => ({ name: ident(name), url: literal(url) })),
    doc: setDoc(set),
    name: ident(set.name),
    concepts: set.concepts.map((concept) => ({
      doc: docLines(concept.display === undefined ? `\`${concept.code}\`` : `${concept.display} (\`${concept.code}\`)`),
      key: key(concept.key),
      value: conceptValue(concept, systems),
    })),
    namesType: ident(`${set.name}Name`),
    namesDoc: docLines(`Names of the codes of \`${set.name}\`.`),
    codesConstant: codesConstant(set, imports),
    codesDoc: set.isClosed ? docLines(`A code of \`${set.name}\`.`) : false,
  };
  const sections = [templates.render('value-set', view), ...inputs(set, forms ?? new Set(), imports, templates)];
  const source = formatCanonical({ url: set.canonical, ...(set.version !== undefined && { version: set.version }) });
  return {
    path: `src/${set.module}.ts`,
    text: fileText(source, imports.statements(), sections, templates),
  };
}

/** What builders take where no other codes are allowed. Of a concept it is the first coding that counts for the compiler. */
function inputs(set: ValueSetModel, forms: ReadonlySet<CodedForm>, imports: Imports, templates: Templates): Code[] {
  const systems = [...new Set(set.concepts.flatMap((concept) => concept.system ?? []))];
  const coding = ident(codedInputName(set.name, 'Coding'));
  const render = (form: CodedForm, text: string, module: string, members: object[]): Code => {
    const parent = imports.use({ name: `${form}Input`, module });
    return templates.render('interface', {
      doc: docLines(text),
      name: ident(codedInputName(set.name, form)),
      parent,
      members,
    });
  };
  const member = (name: string, type: Code): object => ({ doc: [], key: key(name), mark: Code.trusted(''), type });
  const system = systems.length > 0 ? [member('system', join(systems.map(literal), ' | '))] : [];
  const anyCoding = (): Code => imports.use({ name: 'CodingInput', module: 'base/coding' });
  return [
    ...(forms.has('Coding')
      ? [
          render('Coding', `A coding with a code of \`${set.name}\`.`, 'base/coding', [
            ...system,
            member('code', ident(set.name)),
          ]),
        ]
      : []),
    ...(forms.has('CodeableConcept')
      ? [
          render(
            'CodeableConcept',
            `A concept with a code of \`${set.name}\` in its first coding.`,
            'base/codeable-concept',
            [member('coding', code`${coding} | readonly [${coding}, ...${anyCoding()}[]]`)],
          ),
        ]
      : []),
  ];
}

/** The codes without their displays, for guards. */
function codesConstant(set: ValueSetModel, imports: Imports): Code {
  const systems = [...new Set(set.concepts.map((concept) => concept.system ?? ''))];
  const entries = systems.map((system) => {
    const codes = set.concepts.filter((concept) => (concept.system ?? '') === system).map((concept) => concept.code);
    return code`${key(system)}: ${codes.some((one) => one.includes(' ')) ? literal(codes) : literal(codes.join(' '))}`;
  });
  const open = [...new Set(set.open.map((part) => part.system ?? ''))];
  const rest = open.length > 0 ? code`, ${literal(open)}` : Code.trusted('');
  const type = imports.use({ name: 'CodeSet', module: '#runtime/code-set.js' });
  const make = imports.value('codeSet', '#runtime/code-set.js');
  return code`export const ${ident(codesName(set.name))}: ${type} = /*@__PURE__*/ ${make}(${literal(set.name)}, { ${join(entries, ', ')} }${rest});`;
}

/** One constant per code system, in order of appearance. */
function systemNames(concepts: readonly ConceptModel[]): Map<string, string> {
  const urls = [...new Set(concepts.flatMap((concept) => concept.system ?? []))];
  return new Map(urls.map((url, index) => [url, urls.length === 1 ? 'system' : `system${index + 1}`]));
}

function conceptValue(concept: ConceptModel, systems: ReadonlyMap<string, string>): Code {
  const system = concept.system === undefined ? undefined : systems.get(concept.system);
  const parts: Code[] = [];
  if (system !== undefined) parts.push(system === 'system' ? ident('system') : code`system: ${ident(system)}`);
  parts.push(code`code: ${literal(concept.code)}`);
  if (concept.display !== undefined) parts.push(code`display: ${literal(concept.display)}`);
  return join(parts, ', ');
}

function setDoc(set: ValueSetModel): string[] {
  const text = set.description ?? set.title ?? `The codes of ${set.name}.`;
  const open = set.open.map(
    (part) => `Not listed here${part.system === undefined ? '' : ` of ${part.system}`}: ${part.reason}.`,
  );
  return [...docLines([sentence(text), ...new Set(open)].join(' ')), '', seeLine(set.canonical)];
}
