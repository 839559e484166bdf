import type { ContentModel, StructureModel, TypeModel } from '../../model/model.ts';
import {
  type Code,
  nothing,
  ident,
  key,
  typeName,
  valueName,
  quoted,
  literal,
  code,
  call,
  union,
} from '../../code/code.ts';
import { docLines, internal } from '../../code/comment.ts';
import { withArticle } from '../../declare/docs.ts';
import {
  additionsName,
  assertName,
  checkName,
  entriesName,
  guardName,
  heldName,
  isName,
  ownRulesName,
  rulesName,
  rulesWithName,
  schemaName,
} from '../../declare/names.ts';
import type { Part } from '../../declare/content-part.ts';
import { renderBaseGuard } from './base-guard.ts';
import { GuardContext, type GuardTools } from './guard-context.ts';
import { heldSlices, type HeldSlice } from './held-slices.ts';
import { type InvariantsView, invariantsView, renderAbstractInvariants } from './invariants.ts';
import { insideResource, RulesWriter } from './profile-rules.ts';

const runModule = '#runtime/guard/run.js';
const faceModule = '#runtime/guard/face.js';

/** What checks a structure: guards of a base type and its parts, or the rules of a profile; then the faces of the guard. */
export function renderGuards(structure: StructureModel, parts: readonly Part[], tools: GuardTools): Code[] {
  const context = new GuardContext(structure, tools);
  if (structure.isAbstract) return renderAbstractInvariants(structure.content, context);
  const contents = parts.map((part) => part.content);
  const guards = isOwnType(structure)
    ? contents.map((content) => renderBaseGuard(content, context))
    : [...renderOwnRules(contents, context), renderProfileGuard(context)];
  const constants = context.constants().map(({ name, value }) => code`const ${name} = /*@__PURE__*/ ${value};`);
  return [...constants, ...guards, ...(structure.part === 'message' ? [] : [renderFaces(context)])];
}

/** True for a type of FHIR itself; false for a profile, also for those that FHIR publishes. */
function isOwnType(structure: StructureModel): boolean {
  return structure.role === 'base' && structure.name === structure.fhirType;
}

/** What a profile itself adds; of a message, whoever runs that may say what its entries are held to. */
function renderOwnRules(contents: readonly ContentModel[], context: GuardContext): Code[] {
  const { structure, templates } = context;
  const held = heldSlices(structure);
  const plain = new Set<HeldSlice>();
  // Parts come first, so that it is known which of them have rules of their own when the whole refers to them.
  const rules = contents.flatMap((content) => {
    const body = rulesOf(content, context);
    const slice = held.find((one) => one.content === content);
    if (!slice || !isPlainEntry(slice, body, context)) return [renderRules(content, body, context)];
    context.keepPlainEntry(content);
    plain.add(slice);
    return [];
  });
  if (structure.part !== 'message') return rules;
  const { name } = structure.content;
  const view = {
    typeDoc: internal(`The rules for the entries of ${withArticle(name)}, by slice.`),
    type: ident(heldName(name)),
    slices: held.length > 0 ? union(held.map((slice) => literal(slice.name))) : code`never`,
    guard: typeName({ name: 'Guard', module: runModule }),
    doc: internal('Returns the rules that the profile adds to a Bundle, with these rules for its entries.'),
    name: ident(rulesWithName(name)),
    entries: [...plain].slice(0, 1).map(({ resourceOrder }) => ({
      name: ident(entriesName),
      table: call(valueName('entryRules', '#runtime/guard/profile.js'), [ident('held'), literal(resourceOrder)]),
    })),
    rules,
    own: ident(ownRulesName(name)),
    held: held.map((slice) => ({
      key: key(slice.name),
      rules: valueName(rulesName(slice.profile.name), slice.profile.module),
    })),
  };
  return [templates.render('message-rules', view)];
}

/** What a content is held to. */
interface RulesBody extends InvariantsView {
  readonly statements: readonly Code[];
}

function rulesOf(content: ContentModel, context: GuardContext): RulesBody {
  return { statements: new RulesWriter(context, content).statements(content), ...invariantsView(content, context) };
}

/** Whether entries of a slice are held to nothing but the profile of their resource. */
function isPlainEntry(
  { content, profile, resourceOrder }: HeldSlice,
  { statements, invariants }: RulesBody,
  context: GuardContext,
): boolean {
  const only = insideResource(resourceOrder, context.rulesOf(profile, content));
  return invariants.length === 0 && statements.length === 1 && statements[0]?.text === only.text;
}

function renderRules(content: ContentModel, body: RulesBody, context: GuardContext): Code {
  const { structure, templates } = context;
  const isRoot = content === structure.content;
  return templates.render('rules', {
    doc: docLines(
      isRoot
        ? `The rules that the profile adds to ${withArticle(structure.fhirType)}.`
        : `The rules that the profile adds to \`${content.elementId}\`.`,
    ),
    name: ident(isRoot ? ownRulesName(content.name) : rulesName(content.name)),
    run: typeName({ name: 'Run', module: runModule }),
    isObject: valueName('isObject', '#runtime/core/json.js'),
    ...body,
  });
}

function renderProfileGuard(context: GuardContext): Code {
  const { structure, templates } = context;
  const { content, parent } = structure;
  const [run, value] = [ident('run'), ident('value')];
  const marks = [literal(structure.fhirType), literal(structure.canonical)];
  const own = ident(structure.part === 'message' ? 'ownRules' : ownRulesName(content.name));
  const rules = ident(rulesName(content.name));
  const ownTest = call(valueName('within', runModule), [run, value, own, ...marks]);
  const inherited = parent && valueName(rulesName(parent.name), parent.module);
  const additions = ident(additionsName(structure.name));
  return templates.render('profile-guard', {
    additions: parent ? [additions] : [],
    additionsDoc: internal(`Tests the rules that ${structure.name} adds to the profile that it builds on.`),
    ownTest,
    rulesTest: inherited
      ? call(valueName('successively', '#runtime/guard/layers.js'), [run, value, inherited, additions])
      : ownTest,
    guardTest: call(valueName('layered', '#runtime/guard/layers.js'), [
      run,
      value,
      context.guard(content.home),
      inherited ? own : rules,
      ...marks,
    ]),
    rulesDoc: internal(
      parent
        ? `Tests the rules that ${structure.name} and the profiles that it builds on add to ${withArticle(structure.fhirType)}.`
        : `Tests the rules that ${structure.name} adds to its base; issues name the profile.`,
    ),
    guardDoc: internal(`Tests ${withArticle(structure.name)}: its base first, then the rules that the profile adds.`),
    rules,
    guard: ident(guardName(content.name)),
    run: typeName({ name: 'Run', module: runModule }),
  });
}

function renderFaces(context: GuardContext): Code {
  const { structure, templates } = context;
  const { content } = structure;
  const known =
    structure.role === 'profile' && structure.kind === 'resource'
      ? extensionsIn(content).map((url) => literal(url))
      : [];
  const what = structure.role === 'base' ? `${structure.name} of FHIR` : `${structure.name} of this profile`;
  const faces = templates.render('faces', {
    isDoc: docLines(`Returns true if \`value\` is a valid ${what}; stops at the first error.`),
    checkDoc: docLines(
      `Lists every reason why \`value\` is not a valid ${what}, in element order; a valid value has no errors.`,
    ),
    assertDoc: docLines(`Throws GuardError with all issues unless \`value\` is a valid ${what}.`),
    schemaDoc: docLines(`The guard as a Standard Schema, for libraries that accept any validator.`),
    known,
    knownName: ident('known'),
    isRest: known.length > 0 ? code`, undefined, undefined, known` : nothing,
    rest: known.length > 0 ? code`, undefined, known` : nothing,
    schemaName: ident(schemaName(structure)),
    schemaType: typeName({ name: 'StandardSchema', module: '#runtime/guard/standard-schema.js' }),
    schema: call(valueName('standardSchema', '#runtime/guard/standard-schema.js'), [
      quoted(context.packageName),
      ident(checkName(structure)),
    ]),
    isName: ident(isName(structure)),
    checkName: ident(checkName(structure)),
    assertName: ident(assertName(structure)),
    type: content.hasInterface ? ident(content.name) : typeName(content.extends),
    guard: ident(guardName(content.name)),
    root: quoted(structure.fhirType),
    test: valueName('test', faceModule),
    report: valueName('report', faceModule),
    demand: valueName('demand', faceModule),
    options: typeName({ name: 'CheckOptions', module: runModule }),
    issue: typeName({ name: 'Issue', module: '#runtime/core/issue.js' }),
  });
  return faces;
}

/** Canonical URLs of the extensions that a content names, at any depth, in order of appearance. */
function extensionsIn(content: ContentModel): string[] {
  const own = content.elements.flatMap((element) => [
    ...element.slices.flatMap(({ type }) =>
      type.code === 'Extension' && type.kind === 'complex' ? type.profiles : [],
    ),
    ...element.types.flatMap(extensionsInside),
    ...element.slices.flatMap(({ type }) => extensionsInside(type)),
  ]);
  return [...new Set(own)];
}

function extensionsInside({ content, inherited }: TypeModel): string[] {
  const inside = content ?? inherited;
  return inside ? extensionsIn(inside) : [];
}
