/**
 * The generator as a library: read definitions with `loadDefinitions`, turn them into files with `run`, and compare or
 * write those with `compareOutput` and `writePackage`. `compareModels` says what differs between two runs.
 */
export { elementTablesOf } from './base/element-tables.ts';
export { loadBaseModel } from './base/stu3/index.ts';
export type { BaseModel } from './base/base-model.ts';
export type { Emitter, EmitterContext, EmitterFiles, LoadedEmitter } from './customise/emitter.ts';
export { loadEmitters } from './customise/load-emitters.ts';
export { loadTemplates } from './customise/load-templates.ts';
export type { Change, ChangeKind, Subject } from './compare/change.ts';
export { compareModels } from './compare/compare-models.ts';
export { emptyConfig, loadConfig, type GeneratorConfig } from './config.ts';
export { acceptKnown, updateRows, type BaselineRow, type BaselineScope, type ReadRow } from './diagnostics/baseline.ts';
export type * from './declare/declarations.ts';
export type { Diagnostic, DiagnosticLocation, Report, Severity } from './diagnostics/diagnostic.ts';
export { formatDiagnostic } from './diagnostics/print.ts';
export { generatedMark, type EmittedFile } from './emit/emitted-file.ts';
export { folderTemplates, type TemplateName, type TemplateSource } from './emit/templates.ts';
export { folderSource, type DefinitionFile, type DefinitionSource } from './load/definition-source.ts';
export { readBaseline } from './load/read-baseline.ts';
export { loadDefinitions, type LoadedDefinitions, type LoadOptions } from './load/load-definitions.ts';
export type * from './model/model.ts';
export type * from './model/package-model.ts';
export type { FamilyRule, NamingConfig } from './model/naming-config.ts';
export { run, type RunOptions, type RunResult } from './run.ts';
export { compareOutput, type OutputChanges } from './write/compare-output.ts';
export type { OutputFile } from './write/record.ts';
export { writePackage } from './write/write-package.ts';
