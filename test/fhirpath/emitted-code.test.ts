import ts from 'typescript';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { base, codeOf, compile, helpersOf } from './compiled.ts';

const rows: readonly (readonly [expression: string, at: string, text: string])[] = [
  [
    '(notGiven = true).not() or (reaction.empty() and explanation.reason.empty())',
    'Immunization',
    '(v) => v.notGiven !== true || (v.reaction == null && v.explanation?.reason == null)',
  ],
  [
    'start.empty() or end.empty() or (start <= end)',
    'Period',
    '(v) => (v.start ?? v._start) == null || (v.end ?? v._end) == null || !(compareDates(v.start, v.end) > 0)',
  ],
  [
    'name.exists() or telecom.exists() or address.exists() or organization.exists()',
    'Patient.contact',
    '(v) => v.name != null || v.telecom != null || v.address != null || v.organization != null',
  ],
  ['extension.exists() != value.exists()', 'Extension', "(v) => (v.extension != null) !== hasChoice(v, 'value')"],
  ['hasValue() | (children().count() > id.count())', 'HumanName', '(v) => hasContent(v)'],
  ['hasValue() | (children().count() > id.count())', 'Patient.birthDate', '(v, _e, s) => v != null || hasContent(s)'],
  [
    'hasValue() | (children().count() > id.count())',
    'Patient.deceased[x]',
    "(v, _e, s) => (v != null && typeof v !== 'object') || hasContent(s)",
  ],
  [
    'hasValue() | (children().count() > id.count())',
    'RiskAssessment.prediction.probability[x]',
    "(v, _e, s) => (v != null && typeof v !== 'object') || hasContent(s) || hasContent(v)",
  ],
  ['%resource.meta.exists()', 'Bundle.entry.resource.code', '(_v, e) => e.resource?.meta != null'],
  ['children().element.exists()', 'StructureDefinition', "(v) => members(children(v), 'element').length > 0"],
  ["name.select('a').count() = 1", 'Patient', "(v) => countOf(select(v.name, () => 'a')) === 1"],
  ['%resource.contained.exists()', 'Bundle.identifier', '() => false'],
  ["type = 'document' implies identifier.exists()", 'Bundle', "(v) => v.type !== 'document' || v.identifier != null"],
  ["status in ('proposed' | 'cancelled')", 'Appointment', "(v) => v.status === 'proposed' || v.status === 'cancelled'"],
  ["type in ('a' | 'b' | 'c')", 'Questionnaire.item', "(v) => ['a', 'b', 'c'].includes(v.type)"],
  ['entry.request.empty()', 'Bundle', '(v) => !some(v.entry, (a) => a.request != null)'],
  [
    '(detail.exists() and measure.exists()) or detail.exists().not()',
    'Goal.target',
    '(v) => v.measure != null || (v.detailQuantity ?? v.detailRange ?? v.detailCodeableConcept) == null',
  ],
  [
    "name.all(given.all($this = 'a'))",
    'Patient',
    "(v) => !some(v.name, (a) => some(withSiblings(a.given, a._given), (b) => b !== 'a'))",
  ],
  [
    "contained.where(('#'+id in %resource.descendants().reference).not()).empty()",
    'Patient',
    "(v, e) => !some(v.contained, (a) => a.id != null && !resourceSet(e, 'descendants().reference', (b) => members(descendants(b), 'reference')).has(plus('#', a.id)))",
  ],
  ['(concept.code | descendants().concept.code).isDistinct()', 'CodeSystem', '() => true'],
  ['name.exists() or name.empty()', 'Patient', '() => true'],
  [
    '((10 - (count - 1)) * 2 + 1) mod 11 = 0',
    'Timing.repeat',
    '(v) => ((10 - (toNumber(v.count) - 1)) * 2 + 1) % 11 === 0',
  ],
  [
    'count div 2 * 3 < 7 / count',
    'Timing.repeat',
    "(v) => Math.trunc(toNumber(v.count) / 2) * 3 < divide(7, '/', toNumber(v.count))",
  ],
  ['birthDate.extension.exists()', 'Patient', '(v) => v._birthDate?.extension != null'],
];

const test = suite('fhirpath: emitted code');

for (const [expression, at, text] of rows) {
  test(`${expression} at ${at}`, () => assert.is(codeOf(compile(expression, at)).text, text));
}

test('the functions of the runtime that it calls are names of their module', () => {
  const helpers = (expression: string, at: string): string[] => helpersOf(codeOf(compile(expression, at)));
  assert.equal(helpers('member.resolve() is Practitioner', 'CareTeam.participant'), ['isResource', 'resolve']);
  assert.equal(helpers("id = 'resolve(e)'", 'Patient'), []);
});

test('what always holds is a constant', () => {
  assert.is(compile('true', 'Patient').condition.constant, true);
  assert.is(compile('active', 'Patient').condition.constant, undefined);
});

test('text of a definition stays text', () => {
  const compiled = compile(`id = '"); alert(1); ("\u2028\`\${x}'`, 'Patient');
  assert.is(codeOf(compiled).text, `(v) => v.id === '"); alert(1); ("\\u2028\`\${x}'`);
});

/** All invariants of the base as one module. */
function moduleOfAll(): string {
  const seen = new Map<string, readonly string[]>();
  for (const { snapshot = [] } of base.definitions) {
    for (const { path, constraints = [] } of snapshot) {
      for (const { expression = '' } of constraints) {
        const compiled = compile(expression, path);
        const emitted = codeOf(compiled);
        seen.set(emitted.text, helpersOf(emitted));
      }
    }
  }
  const helpers = [...new Set([...seen.values()].flat())].sort();
  const lines = [...seen.keys()].map((text, index) => `export const rule${index}: Invariant = ${text};`);
  return [
    `import { ${helpers.join(', ')}, type Invariant } from '../../runtime/fhirpath/index.ts';`,
    ...lines,
    '',
  ].join('\n');
}

test('all invariants of the base compile under the strictest settings', () => {
  const root = fileURLToPath(new URL('./all-invariants.ts', import.meta.url));
  const settings = ts.readConfigFile(fileURLToPath(new URL('../../tsconfig.json', import.meta.url)), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    settings.config,
    ts.sys,
    fileURLToPath(new URL('../../', import.meta.url)),
  );
  const host = ts.createCompilerHost(options);
  const text = moduleOfAll();
  const read = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === root || ts.sys.fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === root ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest);
  const program = ts.createProgram([root], options, host);
  const said = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
  assert.equal(
    said.map((it) => ts.flattenDiagnosticMessageText(it.messageText, ' ')),
    [],
  );
  assert.match(text, 'rule150');
});

test.run();
