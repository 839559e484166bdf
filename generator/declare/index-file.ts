import { hasMessages, type Targets } from '../targets.ts';
import type { FamilyModel, ValueSetModel } from '../model/model.ts';
import { setsUsedBy } from './used-sets.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import type { ExportDeclaration, IndexDeclaration, SourceFileDeclaration } from './declarations.ts';
import { exportedTypes, namespaceName } from './message/message-names.ts';

/**
 * The index of a family: plain types of FHIR that it needs as they are, its messages, its accessors and definitions, and the
 * value sets of other families that the builders of its messages use.
 */
export function declareFamilyIndex(
  { subpath, structures, valueSets, passedOn }: FamilyModel,
  accessors: readonly SourceFileDeclaration[],
  model: PackageModel,
  targets: Targets,
): IndexDeclaration {
  const { typesModule } = model;
  const { messages, subscriptions } = hasMessages(targets) ? model : { messages: [], subscriptions: [] };
  const own = [...accessors, ...structures, ...valueSets].map(({ module }) => allOf(subpath, module));
  return {
    module: `${subpath}/index`,
    exports: [
      ...(passedOn.length > 0 ? [{ kind: 'types', names: passedOn, from: typesModule } as const] : []),
      ...messages.filter((message) => message.subpath === subpath).flatMap(exportsOf),
      ...subscriptions
        .filter((one) => one.subpath === subpath)
        .flatMap(({ module, requests }) => [module, ...(requests === undefined ? [] : [requests])])
        .map((module) => allOf(subpath, module)),
      ...own,
      ...(messages.length > 0 ? setsUsedBy(subpath, model) : []).map((set) => exportOfSet(set, subpath)),
    ],
  };
}

/** Declares the index of the element tables. */
export function declareElementsIndex(files: readonly SourceFileDeclaration[]): IndexDeclaration {
  const modules = files.map(({ module }) => module).sort();
  return { module: 'elements/index', exports: modules.map((module) => allOf('elements', module)) };
}

/** Exports the functions of an event under its name, so that bundlers can drop unused ones, and its types. */
function exportsOf(message: MessageModel): ExportDeclaration[] {
  const from = pathFrom(message.subpath, message.module);
  return [
    { kind: 'namespace', name: namespaceName(message), from },
    { kind: 'types', names: exportedTypes(message), from },
  ];
}

/** The constants of a value set, and the types of their names. */
function exportOfSet({ name, module }: ValueSetModel, subpath: string): ExportDeclaration {
  const up = '../'.repeat(subpath.split('/').length);
  return { kind: 'value-set', name, namesType: `${name}Name`, from: `${up}${module}.js` };
}

function allOf(folder: string, module: string): ExportDeclaration {
  return { kind: 'all', from: pathFrom(folder, module) };
}

function pathFrom(folder: string, module: string): string {
  return `./${module.slice(folder.length + 1)}.js`;
}
