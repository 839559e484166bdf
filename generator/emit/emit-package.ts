import type { FamilyModel, MessageModel, PackageModel } from '../model/model.ts';
import { emitAccessors } from './accessors-file.ts';
import { boundForms } from './builder/bound-sets.ts';
import { emitCheck } from './check-file.ts';
import { Code, code, ident, join, literal } from './code.ts';
import { emitElements, emitElementsIndex } from './elements-file.ts';
import { generatedMark, type EmittedFile } from './emitted-file.ts';
import { emitExtensionValues } from './extension-values-file.ts';
import { emitManifest, type ManifestOptions } from './manifest.ts';
import type { GuardTools } from './guard/guard-context.ts';
import { emitMessage } from './message/message-file.ts';
import { exportedTypes, namespaceName } from './message/message-names.ts';
import { PackageNames } from './names.ts';
import { emitStructure } from './structure-file.ts';
import type { Templates } from './templates.ts';
import { emitValueSet } from './value-set-file.ts';
import { emitXml } from './xml-file.ts';

/** Writes the whole package: sources of every family, an index for each, and the package's own two files. */
export function emitPackage(model: PackageModel, tools: GuardTools, options: ManifestOptions): EmittedFile[] {
  const { templates } = tools;
  const names = new PackageNames(model);
  const forms = boundForms(model);
  const sources = model.families.flatMap((family) => [
    ...family.structures.map((structure) => emitStructure(structure, names, tools)),
    ...family.valueSets.map((set) => emitValueSet(set, forms.get(set.module), templates)),
    ...emitFamilyFiles(family, model, templates),
  ]);
  return [
    ...(model.extensionValues ? [emitExtensionValues(model.extensionValues, templates)] : []),
    ...sources,
    ...model.messages.map((message) => emitMessage(message, names, tools)),
    ...emitElements(model, templates),
    emitElementsIndex(model, templates),
    emitXml(model, templates),
    emitCheck(model, templates),
    ...emitManifest(model, options),
  ];
}

/** The accessors of a family and its index. */
function emitFamilyFiles(family: FamilyModel, model: PackageModel, templates: Templates): EmittedFile[] {
  const accessors = emitAccessors(family, model, templates);
  const extra = accessors ? ['accessors'] : [];
  const messages = model.messages.filter(({ subpath }) => subpath === family.subpath);
  return [...(accessors ? [accessors] : []), emitIndex(family, extra, messages, model.typesModule, templates)];
}

/** The functions of an event under its name, so that what is not called is left out of a bundle, and its types. */
function exportsOf(message: MessageModel): Code[] {
  const from = literal(`./${message.module.slice(message.subpath.length + 1)}.js`);
  return [
    code`export * as ${ident(namespaceName(message))} from ${from};`,
    code`export type { ${join(exportedTypes(message).map(ident), ', ')} } from ${from};`,
  ];
}

function emitIndex(
  family: FamilyModel,
  extra: readonly string[],
  messages: readonly MessageModel[],
  typesModule: string,
  templates: Templates,
): EmittedFile {
  const modules = [...family.structures, ...family.valueSets].map((part) =>
    part.module.slice(family.subpath.length + 1),
  );
  const own = [...extra, ...modules].map((module) => code`export * from ${literal(`./${module}.js`)};`);
  const passedOn = family.passedOn.map(ident);
  const plain =
    passedOn.length > 0 ? [code`export type { ${join(passedOn, ', ')} } from ${literal(typesModule)};`] : [];
  const header = Code.trusted(`${generatedMark}. Do not edit: run \`npm run generate\`.`);
  return {
    path: `src/${family.subpath}/index.ts`,
    text: templates.render('index', { header, exports: [...plain, ...messages.flatMap(exportsOf), ...own] }).text,
  };
}
