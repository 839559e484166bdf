import { freezeDeep } from '../freeze-deep.ts';
import { allTargets, hasMessages, type Targets } from '../targets.ts';
import type { PackageModel } from '../model/package-model.ts';
import { declareAccessors } from './accessors.ts';
import { boundForms } from './builder/bound-sets.ts';
import type { PackageDeclarations } from './declarations.ts';
import { declareElements, ownTypes } from './elements.ts';
import { declareExtensionValues } from './extension-values.ts';
import { declareElementsIndex, declareFamilyIndex } from './index-file.ts';
import { declareMessage } from './message/declare-message.ts';
import type { RuleTools } from './rules/rules-context.ts';
import { PackageNames } from './names.ts';
import { declareStructure } from './structure.ts';
import { declareValueSet } from './value-set.ts';

/** What the rules of definitions are compiled with, and what is declared; everything by default. */
export interface DeclareTools extends Pick<RuleTools, 'types' | 'report'> {
  readonly targets?: Targets;
}

/** All that the package declares, in the order of the model and frozen. */
export function declarePackage(
  model: PackageModel,
  { types, report, targets = allTargets }: DeclareTools,
): PackageDeclarations {
  const names = new PackageNames(model);
  const own = new Map(ownTypes(model).map((structure) => [structure.fhirType, structure]));
  const structures = new Map(model.families.flatMap((family) => family.structures.map((one) => [one.module, one])));
  const tools = {
    types,
    report,
    targets,
    packageName: model.name,
    typeNamed: (type: string) => own.get(type),
    structureIn: (module: string) => structures.get(module),
  };
  const forms = boundForms(model);
  const isTyped = !targets.builders && !targets.guards;
  const messages = hasMessages(targets) ? model.messages : [];
  const elements = isTyped ? [] : declareElements(model);
  return freezeDeep({
    extensionValues: model.extensionValues ? [declareExtensionValues(model.extensionValues)] : [],
    families: model.families.map((family) => {
      const accessors = isTyped ? [] : declareAccessors(family, model);
      return {
        structures: family.structures.map((structure) => declareStructure(structure, names, tools)),
        valueSets: family.valueSets.map((set) => declareValueSet(set, targets, forms.get(set.module))),
        accessors,
        index: declareFamilyIndex(family, accessors, model, targets),
      };
    }),
    messages: messages.map((message) => declareMessage(message, names, tools)),
    elements,
    elementsIndex: declareElementsIndex(elements),
  });
}
