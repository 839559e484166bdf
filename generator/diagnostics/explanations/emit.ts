import type { DiagnosticCode } from '../codes.ts';
import { elements, excerpt, type Explanation } from './explanation.ts';

type OutputCode = Extract<DiagnosticCode, `emit/${string}` | `write/${string}`>;

const rule = { key: 'v-1', severity: 'error', human: 'A visitor has a name.' };

/** Explains what keeps files from being emitted or written. */
export const outputExplanations: Partial<Record<OutputCode, Explanation>> = {
  'emit/invariant-unsupported': {
    what: 'The FHIRPath expression of an invariant is wrong, or uses something that is not supported.',
    why: 'Guards do not check the invariant, and note so.',
    example: elements(
      'Patient',
      [{ path: 'Patient', constraint: [{ ...rule, expression: 'name.exists(' }] }],
      [{ path: 'Patient', constraint: [{ ...rule, expression: 'name.exists()' }] }],
    ),
  },
  'emit/unknown-template': {
    what: 'A file in the folder of templates does not have the name of a template.',
    why: 'Nothing is generated: the template would have no effect.',
    example: excerpt('my-templates/interfaces.hbs', 'my-templates/interface.hbs'),
  },
  'emit/bad-template': {
    what: 'A template of yours cannot be read, or prints in a way that could break code.',
    why: 'Nothing is generated.',
    example: excerpt('{{{name}}}', '{{code name}}'),
  },
  'emit/bad-emitter': {
    what: 'A module that the setting emitters names cannot be loaded, throws, or gives back something other than files.',
    why: 'Nothing is generated.',
    example: excerpt(
      "export default () => [{ path: 'list.txt' }];",
      "export default () => [{ path: 'list.txt', text: 'one' }];",
    ),
  },
  'emit/bad-path': {
    what: 'A file of an emitter would lie outside of the package, or where another file lies.',
    why: 'Nothing is generated.',
    example: excerpt(
      "export default () => [{ path: '../list.txt', text: 'one' }];",
      "export default () => [{ path: 'list.txt', text: 'one' }];",
    ),
  },
  'write/foreign-file': {
    what: 'A file that the generator did not write is where it would write one.',
    why: 'Nothing is written, so that nobody loses work.',
    example: excerpt('generate ./definitions --out .', 'generate ./definitions --out my-sdk'),
  },
  'write/kept-file': {
    what: 'A file of the package has changed since the generator wrote it.',
    why: 'It stays as it is, and may not fit the others.',
    example: excerpt(
      'my-sdk/package.json was edited',
      '"package": { "fields": { "license": "MIT" } } in the configuration',
    ),
  },
  'write/stray-file': {
    what: 'A file that the generator did not write lies among those of the package.',
    why: 'It stays, and is compiled and published with them.',
    example: excerpt('my-sdk/src/notes.ts', 'notes.ts'),
  },
  'write/bad-record': {
    what: 'The file generated.files.json, which names what the generator wrote, cannot be read.',
    why: 'The generator does not know its own files, and replaces none.',
    example: excerpt('my-sdk/generated.files.json: {', 'my-sdk/generated.files.json, restored from version control'),
  },
  'write/bad-folder': {
    what: 'The folder for the package is the root of a disk, your home folder or a folder of definitions, or has a link in it.',
    why: 'Nothing is written: the files would lie among others, or outside of the folder.',
    example: excerpt('generate ./definitions --out ./definitions', 'generate ./definitions --out my-sdk'),
  },
  'write/cannot-write': {
    what: 'The operating system does not let the generator write.',
    why: 'Nothing has changed: files are moved into place only when all of them are complete.',
    example: excerpt('generate ./definitions --out /usr/my-sdk', 'generate ./definitions --out my-sdk'),
  },
};
