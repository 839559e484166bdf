import { list, literal, typeName, valueName, type Code } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { namespaceName } from '../declare/message/message-names.ts';
import { builderName, rulesName } from '../declare/names.ts';
import { patternIn } from '../fhirpath/pattern-in.ts';
import { contentsOf } from '../model/contents.ts';
import type { ContentModel } from '../model/model.ts';
import type { PackageModel } from '../model/package-model.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import type { Templates } from './templates.ts';

const runtime = '#runtime/random.js';

/** Emits the file with `random`, which knows every builder, every event and every value set. */
export function emitRandom(model: PackageModel, templates: Templates): EmittedFile {
  const declared = ['random', 'make'];
  return emitFile('random', 'every definition', declared, [templates.render('random', randomView(model))]);
}

function randomView(model: PackageModel): object {
  return {
    makerOf: valueName('randomMaker', runtime),
    registry: valueName('registry', 'check'),
    builders: builders(model),
    events: model.messages.map((message) =>
      list([
        valueName(namespaceName(message), `${message.subpath}/index`),
        valueName('messageRules', message.module),
        valueName('messageMakings', message.module),
      ]),
    ),
    valueSets: model.families.flatMap(({ valueSets }) =>
      valueSets.filter(({ concepts }) => concepts.length > 0).map(({ name, module }) => valueName(name, module)),
    ),
    patterns: patterns(model),
    doc: docLines(docText),
    builderOf: typeName({ name: 'BuilderOf', module: runtime }),
    options: typeName({ name: 'RandomOptions', module: runtime }),
  };
}

const docText =
  'Makes a random value that keeps all rules of a definition: of what a builder builds, or of what a canonical URL or the name of a type stands for. The same options give the same value. Throws RandomError if no valid value is found, and InputError for a target or option that does not exist.';

/** Lists the builders with the rules for what they build. */
function builders({ families }: PackageModel): Code[] {
  return families.flatMap(({ structures }) =>
    structures
      .filter(({ isBuilt, isAbstract, part }) => isBuilt && !isAbstract && part !== 'message')
      .map((structure) =>
        list([
          valueName(builderName(structure), structure.module),
          valueName(rulesName(structure.content.name), structure.module),
        ]),
      ),
  );
}

/** Lists the regular expressions in the invariants of profiles, by the profile and the key of the invariant. */
function patterns({ families }: PackageModel): Code[] {
  const found = new Map<string, string>();
  for (const { role, canonical, content } of families.flatMap(({ structures }) => structures)) {
    if (role !== 'profile') continue;
    for (const { key, expression = '' } of contentsOf(content).flatMap(constraintsOf)) {
      const pattern = patternIn(expression);
      const name = `${canonical} ${key}`;
      if (pattern !== undefined && !found.has(name)) found.set(name, pattern);
    }
  }
  return [...found].map(([name, pattern]) => list([literal(name), literal(pattern)]));
}

function constraintsOf({ constraints, elements }: ContentModel): ContentModel['constraints'] {
  return [...constraints, ...elements.flatMap((element) => element.constraints)];
}
