const spec = 'http://hl7.org/fhir/STU3';

interface CodeEntry {
  readonly severity: 'error' | 'warning' | 'info';
  readonly spec?: string;
  readonly hint: string;
}

/** Every code, once: `stage/what`. A code is never given another meaning. */
export const diagnosticCodes = {
  'load/unreadable': { severity: 'error', hint: 'Check that the file exists and may be read.' },
  'load/not-json': { severity: 'error', hint: 'Correct the JSON at the line and column given.' },
  'load/not-xml': {
    severity: 'error',
    spec: `${spec}/xml.html`,
    hint: 'Correct the XML at the line and column given.',
  },
  'load/xml-form': {
    severity: 'warning',
    spec: `${spec}/xml.html`,
    hint: 'Correct the XML at the line and column given; everything else in the file is used.',
  },
  'load/not-a-definition': {
    severity: 'info',
    hint: 'Give the file a resourceType of StructureDefinition, ValueSet, CodeSystem or Bundle, or move it elsewhere.',
  },
  'load/missing-property': { severity: 'error', hint: 'Add the property; the specification makes it mandatory.' },
  'load/bad-property': { severity: 'error', hint: 'Give the property the JSON type that the specification states.' },
  'load/duplicate-canonical': { severity: 'error', hint: 'Keep one of the two files.' },
  'load/unsupported-version': {
    severity: 'error',
    spec: `${spec}/structuredefinition-definitions.html#StructureDefinition.fhirVersion`,
    hint: 'Take the edition of the definition for FHIR STU3 (fhirVersion 3.0.x), or leave it out of the input.',
  },
  'load/blank-text': {
    severity: 'warning',
    spec: `${spec}/datatypes.html#string`,
    hint: 'Fill the text in, or leave the property out; everything else is used.',
  },
  'load/bad-accepted-warnings': {
    severity: 'error',
    hint: 'Correct the entry: code, canonical, elements and reason of a warning; docs/generating.md says how.',
  },
  'load/accepted-warning-gone': {
    severity: 'warning',
    hint: 'Remove the entry, or correct it if the warning now names another element.',
  },
  'load/no-definitions': { severity: 'error', hint: 'Point --profiles at a folder that holds FHIR definitions.' },
  'resolve/base-not-found': {
    severity: 'error',
    spec: `${spec}/profiling.html`,
    hint: 'Add the base definition to the input, or correct baseDefinition.',
  },
  'resolve/base-cycle': {
    severity: 'error',
    spec: `${spec}/profiling.html`,
    hint: 'Break the circle of baseDefinition.',
  },
  'resolve/base-type-mismatch': {
    severity: 'error',
    spec: `${spec}/profiling.html`,
    hint: 'A profile keeps the type of its base: correct type or baseDefinition.',
  },
  'resolve/element-not-found': {
    severity: 'error',
    spec: `${spec}/elementdefinition.html`,
    hint: 'Correct the path; it must name an element of the base.',
  },
  'resolve/slice-not-sliceable': {
    severity: 'error',
    spec: `${spec}/profiling.html#slicing`,
    hint: 'Add a slicing entry before the slice.',
  },
  'resolve/choice-slice-unusable': {
    severity: 'warning',
    spec: `${spec}/profiling.html#slicing`,
    hint: 'Tell the slices of a choice apart by their types ($this), a type for each; until then its other rules hold.',
  },
  'resolve/wider-cardinality': {
    severity: 'warning',
    spec: `${spec}/profiling.html#cardinality`,
    hint: 'A profile may only narrow; the narrower cardinality is used.',
  },
  'resolve/empty-cardinality': {
    severity: 'error',
    spec: `${spec}/elementdefinition-definitions.html#ElementDefinition.max`,
    hint: 'Correct min or max: min is at most max.',
  },
  'resolve/type-not-allowed': {
    severity: 'warning',
    spec: `${spec}/profiling.html`,
    hint: 'A profile may only choose among the types of its base.',
  },
  'resolve/profile-not-found': {
    severity: 'warning',
    spec: `${spec}/profiling.html`,
    hint: 'Add the definition to the input; until then only the base type is used.',
  },
  'resolve/value-set-not-found': {
    severity: 'warning',
    spec: `${spec}/terminologies.html`,
    hint: 'Add the value set to the input; until then its codes are not checked.',
  },
  'resolve/not-expandable': {
    severity: 'info',
    spec: `${spec}/valueset.html#expansion`,
    hint: 'Codes of this set are reported as not checked.',
  },
  'resolve/code-not-in-system': {
    severity: 'warning',
    spec: `${spec}/valueset.html`,
    hint: 'Correct the code, or add it to the code system; it is kept as the value set lists it.',
  },
  'resolve/value-set-cycle': {
    severity: 'error',
    spec: `${spec}/valueset.html#compositions`,
    hint: 'Break the circle of value sets that include each other.',
  },
  'resolve/value-set-empty': {
    severity: 'warning',
    spec: `${spec}/valueset.html#compositions`,
    hint: 'Correct the includes and excludes: no code is left, so nothing can satisfy a binding to the set.',
  },
  'resolve/bad-include': {
    severity: 'warning',
    spec: `${spec}/valueset.html#compositions`,
    hint: 'Correct the include; until then its codes are not checked.',
  },
  'resolve/code-system-not-found': {
    severity: 'warning',
    spec: `${spec}/codesystem.html`,
    hint: 'Add the code system to the input; until then its codes are not checked.',
  },
  'resolve/version-differs': {
    severity: 'warning',
    spec: `${spec}/references.html#canonical`,
    hint: 'Add the version that is named, or name the one that is there; the one that is there is used.',
  },
  'resolve/duplicate-code': {
    severity: 'warning',
    spec: `${spec}/codesystem.html`,
    hint: 'Remove the repetition; the first entry is used.',
  },
  'resolve/stray-white-space': {
    severity: 'warning',
    spec: `${spec}/datatypes.html#code`,
    hint: 'Remove the white space; the tidied text is used.',
  },
  'resolve/content-reference-not-found': {
    severity: 'error',
    spec: `${spec}/elementdefinition.html`,
    hint: 'Correct contentReference; it must name an element of the same type.',
  },
  'resolve/too-deep': { severity: 'error', hint: 'Shorten the element path; more than 40 segments are not read.' },
  'model/name-collision': {
    severity: 'error',
    hint: 'Give one of the two a name of its own in the naming table of the configuration.',
  },
  'model/message-incomplete': {
    severity: 'error',
    spec: `${spec}/messagedefinition.html`,
    hint: 'Complete the MessageDefinition and the Bundle profiles that it names; profiles/README.md says what they need.',
  },
  'model/no-family': {
    severity: 'info',
    hint: 'Add a row for the canonical to the naming table of the configuration to name the family yourself.',
  },
  'model/name-too-long': {
    severity: 'error',
    hint: 'Give the definition a shorter name under naming.names of the configuration.',
  },
  'model/bad-config': { severity: 'error', hint: 'Correct the configuration file.' },
  'model/unknown-setting': {
    severity: 'warning',
    hint: 'Correct the name of the setting, or remove it; it has no effect.',
  },
  'model/discriminator-unusable': {
    severity: 'warning',
    spec: `${spec}/profiling.html#discriminator`,
    hint: 'Fix or bind the discriminated element in the slice; until then a part that is fixed tells the slice.',
  },
  'emit/invariant-unsupported': {
    severity: 'warning',
    spec: `${spec}/fhirpath.html`,
    hint: 'Write the expression in the subset that is compiled, or check the rule elsewhere.',
  },
  'write/foreign-file': { severity: 'error', hint: 'Choose an empty folder, or one that the generator wrote.' },
  'write/kept-file': {
    severity: 'warning',
    hint: 'Take your changes elsewhere, fields of package.json into the configuration, and remove the file: the next run writes it anew.',
  },
  'write/stray-file': {
    severity: 'warning',
    hint: 'Move it elsewhere: whatever lies there becomes part of the package.',
  },
  'write/bad-record': {
    severity: 'warning',
    hint: 'Restore the file, such as from version control, or let the generator write to an empty folder.',
  },
  'write/cannot-write': { severity: 'error', hint: 'Choose another folder with --out, or make way for this one.' },
} as const satisfies Record<string, CodeEntry>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
