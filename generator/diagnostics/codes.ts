const spec = 'http://hl7.org/fhir/STU3';

interface CodeEntry {
  readonly severity: 'error' | 'warning' | 'info';
  readonly spec?: string;
  readonly hint: string;
}

/** Every code, once: `stage/what`. A code is never given another meaning. */
export const diagnosticCodes = {
  'load/unreadable': { severity: 'error', hint: 'Check that the file exists and can be read.' },
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
  'load/too-deep': {
    severity: 'error',
    hint: 'Nest objects and lists less deeply; no definition needs more than a tenth of the maximum.',
  },
  'load/not-a-definition': {
    severity: 'info',
    hint: 'Give the file the resourceType StructureDefinition, ValueSet, CodeSystem or Bundle, or move it elsewhere.',
  },
  'load/missing-property': { severity: 'error', hint: 'Add the property; the specification makes it mandatory.' },
  'load/bad-property': { severity: 'error', hint: 'Give the property a value of the kind that the message names.' },
  'load/json-type': { severity: 'warning', spec: `${spec}/json.html`, hint: 'Write the value as it is read.' },
  'load/unknown-property': {
    severity: 'warning',
    spec: `${spec}/json.html`,
    hint: 'Correct the name of the property, or remove it; everything else in the definition is used.',
  },
  'load/duplicate-canonical': { severity: 'error', hint: 'Keep one of the two files.' },
  'load/defined-before': {
    severity: 'info',
    hint: 'Nothing has to be done: the definition that was read first is used.',
  },
  'load/unsupported-version': {
    severity: 'error',
    spec: `${spec}/structuredefinition-definitions.html#StructureDefinition.fhirVersion`,
    hint: 'Use the version of the definition for FHIR STU3 (fhirVersion 3.0.x), or remove it from the input.',
  },
  'load/logical-model': {
    severity: 'info',
    spec: `${spec}/structuredefinition.html#logical`,
    hint: 'There is nothing to do: the profiles by which its data are exchanged are definitions of their own.',
  },
  'load/abstract-type': {
    severity: 'warning',
    spec: `${spec}/structuredefinition-definitions.html#StructureDefinition.type`,
    hint: 'Write a profile for each type that is exchanged; until then those that build on this one build on their type.',
  },
  'load/early-version': {
    severity: 'info',
    spec: `${spec}/history.html`,
    hint: 'State fhirVersion 3.0.1 or 3.0.2; what 3.0.0 defined otherwise is not considered.',
  },
  'load/id-differs-from-url': {
    severity: 'info',
    spec: `${spec}/structuredefinition-definitions.html#StructureDefinition.url`,
    hint: 'Make the id the last part of the canonical URL, as servers and tools expect; the URL is used.',
  },
  'load/case-sensitivity-unstated': {
    severity: 'info',
    spec: `${spec}/codesystem-definitions.html#CodeSystem.caseSensitive`,
    hint: 'State caseSensitive; until then the codes are compared with regard to case.',
  },
  'load/code-system-empty': {
    severity: 'warning',
    spec: `${spec}/codesystem-definitions.html#CodeSystem.content`,
    hint: 'List the concepts, or set content to not-present; until then no code of the system is valid.',
  },
  'load/display-missing': {
    severity: 'info',
    spec: `${spec}/codesystem-definitions.html#CodeSystem.concept.display`,
    hint: 'Give each concept a display; until then its constant is named after the code.',
  },
  'load/blank-text': {
    severity: 'warning',
    spec: `${spec}/datatypes.html#string`,
    hint: 'Fill in the text or remove the property; everything else is used.',
  },
  'load/bad-baseline': {
    severity: 'error',
    hint: 'Correct the entry: code, canonical, elements and reason; or have the file written with --update-baseline.',
  },
  'load/baseline-stale': {
    severity: 'warning',
    hint: 'Remove the entry, or run once with --update-baseline; if the fault has moved, correct the element.',
  },
  'load/no-definitions': {
    severity: 'error',
    hint: 'Name folders, files or archives with FHIR definitions, as inputs or in the setting profiles.',
  },
  'package/bad-name': { severity: 'error', hint: 'Write name@version; a version may end in .x.' },
  'package/not-found': { severity: 'error', hint: 'Check the name and the version, and which registries are named.' },
  'package/no-registry': {
    severity: 'error',
    hint: 'Name a registry in the setting registries or in the variable FHIR_REGISTRIES, or give the archive itself.',
  },
  'package/registry-unavailable': { severity: 'error', hint: 'Try again later, or name a second registry.' },
  'package/bad-registry': { severity: 'error', hint: 'Check that the URL is that of a registry of FHIR packages.' },
  'package/checksum': {
    severity: 'error',
    hint: 'Try again; if the error stays, inform the operator of the registry.',
  },
  'package/bad-archive': { severity: 'error', hint: 'Get the archive anew; it must be a .tgz of plain files.' },
  'package/too-large': { severity: 'error', hint: 'Unpack the archive yourself and give the folder.' },
  'package/bad-manifest': { severity: 'error', hint: 'Get the package anew; its package.json needs name and version.' },
  'package/other-fhir-version': { severity: 'error', hint: 'Use a version of the package for FHIR STU3.' },
  'package/dependency-left-out': {
    severity: 'warning',
    hint: 'Add the package, or an archive or folder with its definitions, if what it defines is missed.',
  },
  'package/several-versions': { severity: 'info', hint: 'Ask for the version that is to be used.' },
  'package/not-read': {
    severity: 'info',
    hint: 'If there are definitions among them, name their folder as an input of its own; an archive has to be unpacked.',
  },
  'package/not-cached': { severity: 'error', hint: 'Run again without --offline.' },
  'package/bad-lock': { severity: 'error', hint: 'Correct the lock file, or delete it to have it made anew.' },
  'package/lock-mismatch': {
    severity: 'error',
    hint: 'Delete the package from the cache to have it downloaded anew, or its entry in the lock file to accept it.',
  },
  'resolve/base-not-found': {
    severity: 'warning',
    spec: `${spec}/profiling.html`,
    hint: 'Add the base definition to the input, or correct baseDefinition; until then the type itself is the base.',
  },
  'resolve/base-unusable': {
    severity: 'error',
    spec: `${spec}/profiling.html`,
    hint: 'Correct the errors of the base first.',
  },
  'resolve/type-not-found': {
    severity: 'error',
    spec: `${spec}/structuredefinition-definitions.html#StructureDefinition.type`,
    hint: 'Correct type: it must be a type of FHIR STU3.',
  },
  'resolve/base-cycle': {
    severity: 'error',
    spec: `${spec}/profiling.html`,
    hint: 'Change a baseDefinition so that no definition is its own base.',
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
  'resolve/slice-of-one': {
    severity: 'warning',
    spec: `${spec}/profiling.html#slicing`,
    hint: 'Remove the name of the slice; what it states holds for the element.',
  },
  'resolve/slice-without-discriminator': {
    severity: 'warning',
    spec: `${spec}/profiling.html#discriminator`,
    hint: 'Add a discriminator to the slicing; until then no item counts as one of the slice, and its rules are not checked.',
  },
  'resolve/choice-slice-unusable': {
    severity: 'warning',
    spec: `${spec}/profiling.html#slicing`,
    hint: 'Discriminate the slices of a choice by type ($this), with one type for each; until then its other rules apply.',
  },
  'resolve/wider-cardinality': {
    severity: 'warning',
    spec: `${spec}/profiling.html#cardinality`,
    hint: 'A profile can only narrow a cardinality; the narrower one is used.',
  },
  'resolve/empty-cardinality': {
    severity: 'error',
    spec: `${spec}/elementdefinition-definitions.html#ElementDefinition.max`,
    hint: 'Correct min or max; min must not exceed max.',
  },
  'resolve/type-not-allowed': {
    severity: 'warning',
    spec: `${spec}/profiling.html`,
    hint: 'Use only types that the base allows.',
  },
  'resolve/profile-not-found': {
    severity: 'warning',
    spec: `${spec}/profiling.html`,
    hint: 'Add the definition to the input; until then only the type itself is used.',
  },
  'resolve/profile-of-other-type': {
    severity: 'warning',
    spec: `${spec}/elementdefinition-definitions.html#ElementDefinition.type.profile`,
    hint: 'Name a profile of the type, or correct the code of the type; until then the plain type is used.',
  },
  'resolve/profile-on-reference': {
    severity: 'warning',
    spec: `${spec}/elementdefinition-definitions.html#ElementDefinition.type.targetProfile`,
    hint: 'Write the profile of the resource that is referred to as targetProfile.',
  },
  'resolve/target-not-allowed': {
    severity: 'warning',
    spec: `${spec}/profiling.html`,
    hint: 'Refer only to resources that the base allows; other targets are left out.',
  },
  'resolve/binding-not-bindable': {
    severity: 'warning',
    spec: `${spec}/elementdefinition-definitions.html#ElementDefinition.binding`,
    hint: 'Remove the binding, or bind the element inside that contains the code.',
  },
  'resolve/binding-without-value-set': {
    severity: 'warning',
    spec: `${spec}/elementdefinition-definitions.html#ElementDefinition.binding.valueSet_x_`,
    hint: 'Name the value set in valueSetReference or valueSetUri.',
  },
  'resolve/id-differs-from-path': {
    severity: 'warning',
    spec: `${spec}/elementdefinition.html#id`,
    hint: 'Write the id as the path, with :sliceName behind the name of each slice.',
  },
  'resolve/inside-prohibited': {
    severity: 'info',
    spec: `${spec}/profiling.html#cardinality`,
    hint: 'Remove what is stated inside the element, or allow the element; it has no effect.',
  },
  'resolve/target-not-found': {
    severity: 'warning',
    spec: `${spec}/references.html`,
    hint: 'Add the definition to the input; until then the reference may have any target that its base allows.',
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
    hint: 'Change the value sets so that none includes itself.',
  },
  'resolve/value-set-empty': {
    severity: 'warning',
    spec: `${spec}/valueset.html#compositions`,
    hint: 'Correct the includes and excludes; no code is left, so no value can satisfy a binding to the value set.',
  },
  'resolve/bad-include': {
    severity: 'warning',
    spec: `${spec}/valueset.html#compositions`,
    hint: 'Correct the include; until then its codes are not checked.',
  },
  'resolve/code-system-not-found': {
    severity: 'warning',
    spec: `${spec}/codesystem.html`,
    hint: 'Add the code system to the input, or correct its errors; until then its codes are not checked.',
  },
  'resolve/version-differs': {
    severity: 'warning',
    spec: `${spec}/references.html#canonical`,
    hint: 'Add that version or name the version in the input, which is used until then.',
  },
  'resolve/display-differs': {
    severity: 'info',
    spec: `${spec}/valueset-definitions.html#ValueSet.compose.include.concept.display`,
    hint: 'Correct the display if it is a slip; the one in the value set is used.',
  },
  'resolve/duplicate-code': {
    severity: 'warning',
    spec: `${spec}/codesystem.html`,
    hint: 'Remove the duplicate; the first entry is used.',
  },
  'resolve/stray-white-space': {
    severity: 'warning',
    spec: `${spec}/datatypes.html#code`,
    hint: 'Remove the white space; the trimmed text is used.',
  },
  'resolve/content-reference-not-found': {
    severity: 'error',
    spec: `${spec}/elementdefinition.html`,
    hint: 'Correct contentReference; it must name an element of the same type.',
  },
  'resolve/too-deep': { severity: 'error', hint: 'Shorten the element path to at most 40 segments.' },
  'model/name-collision': {
    severity: 'error',
    hint: 'Give one of the two a different name in the naming table of the configuration.',
  },
  'model/message-incomplete': {
    severity: 'error',
    spec: `${spec}/messagedefinition.html`,
    hint: 'Complete the MessageDefinition and the Bundle profiles that it names; profiles/README.md describes what they need.',
  },
  'model/subscription-incomplete': {
    severity: 'error',
    spec: `${spec}/subscription.html`,
    hint: 'Complete the profile of Subscription; profiles/README.md describes its extensions.',
  },
  'model/service-incomplete': {
    severity: 'error',
    spec: `${spec}/capabilitystatement.html`,
    hint: 'Complete the CapabilityStatement and our extensions on it; profiles/README.md describes what they need.',
  },
  'model/no-family': {
    severity: 'info',
    hint: 'Add a row for the canonical URL to the naming table of the configuration to choose the name of the family.',
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
  'model/extension-out-of-context': {
    severity: 'info',
    spec: `${spec}/defining-extensions.html#context`,
    hint: 'Add the element to the contexts of the extension, or remove the slice.',
  },
  'model/discriminator-unusable': {
    severity: 'warning',
    spec: `${spec}/profiling.html#discriminator`,
    hint: 'Fix or bind the discriminated element in the slice; until then the discriminators that can be evaluated decide.',
  },
  'emit/invariant-unsupported': {
    severity: 'warning',
    spec: `${spec}/fhirpath.html`,
    hint: 'Rewrite the expression with supported FHIRPath, or check the rule elsewhere.',
  },
  'emit/unknown-template': {
    severity: 'error',
    hint: 'Give the file the name of the template that it replaces, or move it elsewhere.',
  },
  'emit/bad-template': {
    severity: 'error',
    hint: 'Correct the template; docs/templates.md says what it may do and what its view offers.',
  },
  'emit/bad-emitter': {
    severity: 'error',
    hint: 'Correct the module: its default export is a function that gives back files, each with path and text.',
  },
  'emit/bad-path': {
    severity: 'error',
    hint: 'Give the file a path of its own inside the folder of the package.',
  },
  'write/foreign-file': { severity: 'error', hint: 'Choose an empty folder or one that the generator wrote.' },
  'write/kept-file': {
    severity: 'warning',
    hint: 'Save your changes elsewhere (fields of package.json in the configuration) and remove the file; the next run writes it again.',
  },
  'write/stray-file': {
    severity: 'warning',
    hint: 'Move the file elsewhere; all files in this folder become part of the package.',
  },
  'write/bad-record': {
    severity: 'warning',
    hint: 'Restore the file, for example from version control, or generate into an empty folder.',
  },
  'write/bad-folder': {
    severity: 'error',
    hint: 'Choose another folder with --out, such as my-sdk, or remove the link.',
  },
  'write/cannot-write': { severity: 'error', hint: 'Choose another folder with --out, or fix the cause.' },
} as const satisfies Record<string, CodeEntry>;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** True for the text of a code. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(diagnosticCodes, text);
}
