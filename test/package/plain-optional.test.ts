/** Emitted sources compile in a project that does not tell an absent property from one that is undefined. */
import ts from 'typescript';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const generated = fileURLToPath(new URL('../../generated/', import.meta.url));
/** Their rules have lists of slices with different elements. */
const files = ['core/extensions/goal-acceptance.ts', 'careconnect/blood-pressure-observation.ts'];

const test = suite('package: sources without exactOptionalPropertyTypes');

test('lists of slices with different elements have no errors', () => {
  const { config } = ts.readConfigFile(`${generated}tsconfig.json`, (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, exactOptionalPropertyTypes: false, noEmit: true },
    generated,
  );
  const program = ts.createProgram(
    files.map((file) => `${generated}src/${file}`),
    options,
  );
  const errors = ts.getPreEmitDiagnostics(program);
  assert.equal(
    errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    [],
  );
  assert.ok(program.getSourceFiles().length > 20);
});

test.run();
