import type { StructureModel } from '../../model/model.ts';
import type { GuardDeclaration } from '../declarations.ts';
import { docOf } from '../doc-text.ts';
import { local, named, valueOf } from '../expressions.ts';
import { assertName, checkName, isName, rulesName, schemaName } from '../names.ts';

/**
 * Declares the functions that check a structure. The Bundles of messages have none, because their events check them.
 */
export function declareGuard(structure: StructureModel, packageName: string): GuardDeclaration[] {
  if (structure.part === 'message' || structure.isAbstract) return [];
  const { content } = structure;
  const what = structure.role === 'base' ? `${structure.name} of FHIR` : `${structure.name} of this profile`;
  return [
    {
      kind: 'guard',
      is: {
        name: isName(structure),
        doc: docOf(`Returns true if \`value\` is a valid ${what}; stops at the first error.`),
      },
      check: {
        name: checkName(structure),
        doc: docOf(
          `Lists every reason why \`value\` is not a valid ${what}, in element order; a valid value has no errors.`,
        ),
      },
      assert: {
        name: assertName(structure),
        doc: docOf(`Throws GuardError with all issues unless \`value\` is a valid ${what}.`),
      },
      schema: {
        name: schemaName(structure),
        doc: docOf('The guard as a Standard Schema, for libraries that accept any validator.'),
      },
      type: content.hasInterface ? local(content.name) : named(content.extends),
      rules: valueOf({ name: rulesName(content.name), module: '' }),
      packageName,
    },
  ];
}
