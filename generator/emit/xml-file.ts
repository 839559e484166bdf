import type { PackageModel } from '../model/package-model.ts';
import { typeName, valueName } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { elementsModule, ownTypes } from '../declare/elements.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { elementsName } from '../declare/names.ts';
import type { Templates } from './templates.ts';

const elements = '#runtime/core/elements.js';
const reader = '#runtime/xml/read-xml.js';
const writer = '#runtime/xml/write-xml.js';

/** Emits the file with `fromXml` and `toXml`, which know every resource type. */
export function emitXml(model: PackageModel, templates: Templates): EmittedFile {
  const section = templates.render('xml', xmlView(model));
  return emitFile('xml', 'every resource type', ['fromXml', 'toXml', 'tables'], [section]);
}

function xmlView(model: PackageModel): object {
  const resources = ownTypes(model).filter(({ kind }) => kind === 'resource');
  return {
    tablesType: typeName({ name: 'ElementTables', module: elements }),
    lazyTables: valueName('lazyTables', elements),
    tables: resources.map((structure) => valueName(elementsName(structure.name), elementsModule(structure.module))),
    readDoc: docLines(
      'Reads a resource of any type from XML. Never throws: faults in the syntax are in the issues, with line and column, and after a fatal one there is no resource. Guards repeat these issues and check the content of the resource.',
    ),
    writeDoc: docLines(
      'Writes a resource of any type as XML, in the order of the specification. Throws InputError with the path of a value that XML cannot represent, and SizeError if the text would be too long.',
    ),
    read: valueName('readXml', reader),
    readOptions: typeName({ name: 'XmlReadOptions', module: reader }),
    readResult: typeName({ name: 'ReadResult', module: '#runtime/core/read-options.js' }),
    write: valueName('writeXml', writer),
    writeOptions: typeName({ name: 'XmlWriteOptions', module: writer }),
  };
}
