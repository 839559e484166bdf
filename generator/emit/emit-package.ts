import type { FamilyModel, MessageModel, PackageModel } from '../model/model.ts';
import { emitAccessors } from './accessors-file.ts';
import { boundForms } from './builder/bound-sets.ts';
import { emitCheck } from './check-file.ts';
import { type Code, ident, literal, code, object } from '../code/code.ts';
import { emitElements, emitElementsIndex } from './elements-file.ts';
import { type EmittedFile, emitIndexFile } from './emitted-file.ts';
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

/** Writes the whole package, file by file: sources of every family, an index for each, and the package's own two files. */
export function* emitPackage(
  model: PackageModel,
  tools: GuardTools,
  options: ManifestOptions,
): Generator<EmittedFile, void, undefined> {
  const { templates } = tools;
  const names = new PackageNames(model);
  const forms = boundForms(model);
  if (model.extensionValues) yield emitExtensionValues(model.extensionValues, templates);
  for (const family of model.families) {
    for (const structure of family.structures) yield emitStructure(structure, names, tools);
    for (const set of family.valueSets) yield emitValueSet(set, forms.get(set.module), templates);
    yield* emitFamilyFiles(family, model, templates);
  }
  for (const message of model.messages) yield emitMessage(message, names, tools);
  yield* emitElements(model, templates);
  yield emitElementsIndex(model);
  yield emitXml(model, templates);
  yield emitCheck(model, templates);
  yield* emitManifest(model, options);
}

/** The accessors of a family and its index. */
function emitFamilyFiles(family: FamilyModel, model: PackageModel, templates: Templates): EmittedFile[] {
  const accessors = emitAccessors(family, model, templates);
  const extra = accessors ? ['accessors'] : [];
  const messages = model.messages.filter(({ subpath }) => subpath === family.subpath);
  return [...(accessors ? [accessors] : []), emitIndex(family, extra, messages, model.typesModule)];
}

/** The functions of an event under its name, so that what is not called is left out of a bundle, and its types. */
function exportsOf(message: MessageModel): Code[] {
  const from = literal(`./${message.module.slice(message.subpath.length + 1)}.js`);
  return [
    code`export * as ${ident(namespaceName(message))} from ${from};`,
    code`export type ${object(exportedTypes(message).map(ident))} from ${from};`,
  ];
}

function emitIndex(
  family: FamilyModel,
  extra: readonly string[],
  messages: readonly MessageModel[],
  typesModule: string,
): EmittedFile {
  const modules = [...family.structures, ...family.valueSets].map((part) =>
    part.module.slice(family.subpath.length + 1),
  );
  const own = [...extra, ...modules].map((module) => code`export * from ${literal(`./${module}.js`)};`);
  const passedOn = family.passedOn.map(ident);
  const plain = passedOn.length > 0 ? [code`export type ${object(passedOn)} from ${literal(typesModule)};`] : [];
  return emitIndexFile(`${family.subpath}/index`, [...plain, ...messages.flatMap(exportsOf), ...own]);
}
