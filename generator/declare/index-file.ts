import type { FamilyModel } from '../model/model.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import type { ExportDeclaration, IndexDeclaration, SourceFileDeclaration } from './declarations.ts';
import { exportedTypes, namespaceName } from './message-names.ts';

/**
 * Declares the index of a family: the FHIR types that it uses unchanged, its messages, its accessors and definitions.
 */
export function declareFamilyIndex(
  { subpath, structures, valueSets, passedOn }: FamilyModel,
  accessors: readonly SourceFileDeclaration[],
  { messages, subscriptions, typesModule }: PackageModel,
): IndexDeclaration {
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

function allOf(folder: string, module: string): ExportDeclaration {
  return { kind: 'all', from: pathFrom(folder, module) };
}

function pathFrom(folder: string, module: string): string {
  return `./${module.slice(folder.length + 1)}.js`;
}
