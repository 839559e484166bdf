import { entry, list, literal, object, typeName, valueName, type Code } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { namespaceName } from '../declare/message/message-names.ts';
import { builderName, rulesName, shapeName } from '../declare/names.ts';
import type { PackageModel } from '../model/package-model.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import type { Templates } from './templates.ts';

const runtime = '#runtime/code.js';

/** Emits the file with `messageToCode`, which knows every event, every builder of a resource and every value set. */
export function emitCode(model: PackageModel, templates: Templates): EmittedFile {
  const declared = ['messageToCode', 'write'];
  return emitFile('code', 'every event', declared, [templates.render('code', codeView(model))]);
}

function codeView(model: PackageModel): object {
  return {
    writerOf: valueName('programWriter', runtime),
    packageName: literal(model.name),
    check: valueName('check', 'check'),
    events: model.messages.map((message) =>
      objectOf([
        ['subpath', literal(message.subpath)],
        ['namespace', literal(namespaceName(message))],
        ['rules', valueName('messageRules', message.module)],
        ['reading', valueName('messageReading', message.module)],
        ['makings', valueName('messageMakings', message.module)],
      ]),
    ),
    builders: builders(model),
    valueSets: model.families.flatMap(({ subpath, valueSets }) =>
      valueSets
        .filter(({ concepts }) => concepts.length > 0)
        .map(({ name, module }) => list([literal(name), literal(subpath), valueName(name, module)])),
    ),
    doc: docLines(docText),
    result: typeName({ name: 'MessageProgram', module: runtime }),
  };
}

const docText =
  'Returns the TypeScript program that builds a message of any event with the builders of this package, and lists what of the message it cannot express. Throws InputError for anything that is no message of an event of this package.';

/** Lists the builders of resources, those for all messages before those of single events. */
function builders({ families }: PackageModel): Code[] {
  return families.flatMap(({ subpath, structures }) =>
    structures
      .filter(
        ({ isBuilt, isAbstract, kind, part }) => isBuilt && !isAbstract && kind === 'resource' && part !== 'message',
      )
      .map((structure) =>
        list([
          literal(builderName(structure)),
          literal(subpath),
          literal(structure.fhirType),
          valueName(shapeName(structure.content.name), structure.module),
          valueName(rulesName(structure.content.name), structure.module),
        ]),
      ),
  );
}

function objectOf(pairs: readonly (readonly [name: string, value: Code])[]): Code {
  return object(pairs.map(([name, value]) => entry(name, value)));
}
