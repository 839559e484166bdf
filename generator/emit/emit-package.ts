import type { PackageDeclarations } from '../declare/declarations.ts';
import { PackageNames } from '../declare/names.ts';
import type { PackageModel } from '../model/package-model.ts';
import { hasMessages, type Targets } from '../targets.ts';
import { emitCheck } from './check-file.ts';
import { emitCode } from './code-file.ts';
import { emitDeclarations, emitIndex, type EmitTools } from './declaration-code.ts';
import type { EmittedFile } from './emitted-file.ts';
import { emitRandom } from './random-file.ts';
import { emitReceive } from './receive-file.ts';
import { emitRequests } from './subscription/requests-file.ts';
import { emitSubscriptions } from './subscription/subscription-file.ts';
import { emitSend } from './send-file.ts';
import { emitXml } from './xml-file.ts';

/**
 * Emits the sources of the package, file by file: those of every family, an index for each, and what knows all families.
 */
export function* emitPackage(
  declarations: PackageDeclarations,
  model: PackageModel,
  tools: EmitTools,
  targets: Targets,
): Generator<EmittedFile, void, undefined> {
  const { templates } = tools;
  const names = new PackageNames(model);
  const messages = hasMessages(targets) ? model.messages : [];
  for (const file of declarations.extensionValues) yield emitDeclarations(file, tools);
  for (const { structures, valueSets, accessors, index } of declarations.families) {
    for (const file of [...structures, ...valueSets, ...accessors]) yield emitDeclarations(file, tools);
    yield emitIndex(index);
  }
  for (const file of declarations.messages) yield emitDeclarations(file, tools);
  for (const service of hasMessages(targets) ? model.subscriptions : []) {
    yield emitSubscriptions(service, names, tools);
    const { requests } = service;
    if (requests !== undefined && model.service)
      yield emitRequests({ ...service, requests }, model.service, model, templates);
  }
  for (const file of declarations.elements) yield emitDeclarations(file, tools);
  if (declarations.elements.length > 0) yield emitIndex(declarations.elementsIndex);
  if (targets.guards) {
    yield emitXml(model, templates);
    yield emitCheck(model, messages, templates);
  }
  if (messages.length > 0) yield emitReceive(model, templates);
  if (messages.length > 0) yield emitCode(model, templates);
  if (hasMessages(targets)) yield emitRandom(model, templates);
  if (model.service && hasMessages(targets)) yield emitSend(model.service, model, templates);
}
