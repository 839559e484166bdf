import type { PackageDeclarations } from '../declare/declarations.ts';
import { PackageNames } from '../declare/names.ts';
import { partsOf } from '../declare/part.ts';
import type { PackageModel } from '../model/model.ts';
import { emitCheck } from './check-file.ts';
import { emitDeclarations, emitIndex } from './declaration-code.ts';
import type { EmittedFile } from './emitted-file.ts';
import type { GuardTools } from './guard/guard-context.ts';
import { renderGuards } from './guard/guard-sections.ts';
import { emitManifest, type ManifestOptions } from './manifest.ts';
import { emitMessage } from './message/message-file.ts';
import { emitReceive } from './receive-file.ts';
import { emitXml } from './xml-file.ts';

/** Writes the whole package, file by file: sources of every family, an index for each, and the package's own two files. */
export function* emitPackage(
  declarations: PackageDeclarations,
  model: PackageModel,
  tools: GuardTools,
  options: ManifestOptions,
): Generator<EmittedFile, void, undefined> {
  const { templates } = tools;
  const names = new PackageNames(model);
  const structures = new Map(model.families.flatMap((family) => family.structures.map((one) => [one.module, one])));
  for (const file of declarations.extensionValues) yield emitDeclarations(file, templates);
  for (const family of declarations.families) {
    for (const file of family.structures) {
      const structure = structures.get(file.module);
      yield emitDeclarations(file, templates, structure ? renderGuards(structure, partsOf(structure), tools) : []);
    }
    for (const file of [...family.valueSets, ...family.accessors]) yield emitDeclarations(file, templates);
    yield emitIndex(family.index);
  }
  for (const message of model.messages) yield emitMessage(message, names, tools);
  for (const file of declarations.elements) yield emitDeclarations(file, templates);
  yield emitIndex(declarations.elementsIndex);
  yield emitXml(model, templates);
  yield emitCheck(model, templates);
  if (model.messages.length > 0) yield emitReceive(model, templates);
  yield* emitManifest(model, options);
}
