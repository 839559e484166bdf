import type { PackageModel } from '../model/model.ts';
import { docLines } from './code.ts';
import { elementsModule, ownTypes } from './elements-file.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { Imports } from './imports.ts';
import { elementsName } from './names.ts';
import type { Templates } from './templates.ts';

const elements = '#runtime/elements.js';
const reader = '#runtime/xml/read-xml.js';
const writer = '#runtime/xml/write-xml.js';

/** The file with `fromXml` and `toXml`, which know every resource type. */
export function emitXml(model: PackageModel, templates: Templates): EmittedFile {
  const imports = new Imports('xml', ['fromXml', 'toXml', 'tables']);
  const section = templates.render('xml', xmlView(model, imports));
  return emitFile('src/xml.ts', 'every resource type', imports, [section], templates);
}

function xmlView(model: PackageModel, imports: Imports): object {
  const resources = ownTypes(model).filter(({ kind }) => kind === 'resource');
  return {
    tablesType: imports.use({ name: 'ElementTables', module: elements }),
    lazyTables: imports.value('lazyTables', elements),
    tables: resources.map((structure) => imports.value(elementsName(structure.name), elementsModule(structure.module))),
    readDoc: docLines(
      'Reads a resource of any type from XML. Never throws: what is wrong with the form of the text is in the issues, with line and column, and where one is fatal there is no resource. Guards find the same issues again, with what the resource says, which is for them to check.',
    ),
    writeDoc: docLines(
      'Writes a resource of any type as XML, in the order of the specification. Throws InputError with the path of what XML has no place for, and SizeError where the text would be too long.',
    ),
    read: imports.value('readXml', reader),
    readOptions: imports.use({ name: 'XmlReadOptions', module: reader }),
    readResult: imports.use({ name: 'ReadResult', module: '#runtime/read-options.js' }),
    write: imports.value('writeXml', writer),
    writeOptions: imports.use({ name: 'XmlWriteOptions', module: writer }),
  };
}
