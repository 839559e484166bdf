import {
  call,
  code,
  generic,
  ident,
  literal,
  nothing,
  thunk,
  typeName,
  union,
  valueName,
  type Code,
} from '../../code/code.ts';
import { docLines } from '../../code/comment.ts';
import { lowerFirst } from '../../declare/message/message-names.ts';
import { pascal } from '../../declare/message/pascal.ts';
import { builderName, checkName, type PackageNames } from '../../declare/names.ts';
import type { SubscriptionModel, SubscriptionTextDefinition } from '../../model/subscription-model.ts';
import type { EmitTools } from '../declaration-code.ts';
import { emitFile, type EmittedFile } from '../emitted-file.ts';
import type { MemberView } from '../member-view.ts';
import type { Templates } from '../templates.ts';
import { criteriaMembers } from './criteria-types.ts';
import { grammarCode, textCode } from './grammar-code.ts';

const runtime = '#runtime/subscription';
/** Members of the input of the profile that the builder of a form takes in another form, or sets. */
const replaced = ['id', 'status', 'contact', 'criteria', 'channel', 'end'];

/** The module of a service that is subscribed to: builders of subscriptions, and the criteria as text and as objects. */
export function emitSubscriptions(
  service: SubscriptionModel,
  names: PackageNames,
  { templates }: EmitTools,
): EmittedFile {
  const { module, created, forms } = service;
  const sections = [
    ...forms.flatMap(({ name, description }) => criteriaSections(service, { name, description }, templates)),
    ...forms.map(({ name }) => inputSection(service, name, names, templates)),
    templates.render('subscriptions', view(service)),
  ];
  const source = created.version === undefined ? created.canonical : `${created.canonical}|${created.version}`;
  return emitFile(module, source, declared(service), sections);
}

/** Every name that the file declares. */
function declared({ forms, contact, endpoint, created, parameters }: SubscriptionModel): string[] {
  const suffixes = parameters.flatMap(({ narrowed }) => (narrowed ? [narrowed.suffix, narrowed.otherSuffix] : []));
  return [
    'grammar',
    'parts',
    'parseCriteria',
    'ParsedCriteria',
    checkOfAll(created.fhirType),
    ...[contact, endpoint].flatMap(({ type }) => [type, lowerFirst(type), constantOf(type)]),
    ...forms.flatMap(({ name }) => {
      const criteria = criteriaName(name);
      const built = `${lowerFirst(pascal(name))}${created.fhirType}`;
      return [
        criteria,
        `Any${criteria}`,
        lowerFirst(criteria),
        ...suffixes.map((suffix) => criteria + suffix),
        built,
      ].concat(inputName(name, created.fhirType));
    }),
  ];
}

function criteriaName(form: string): string {
  return `${pascal(form)}Criteria`;
}

function inputName(form: string, fhirType: string): string {
  return `${pascal(form)}${fhirType}Input`;
}

function constantOf(type: string): string {
  return `${lowerFirst(type)}Sort`;
}

function checkOfAll(fhirType: string): string {
  return `check${fhirType}`;
}

/** The type of the criteria of a form: an interface, or a union where a code narrows what another parameter may be. */
function criteriaSections(
  service: SubscriptionModel,
  { name, description }: { readonly name: string; readonly description: string },
  templates: Templates,
): Code[] {
  const { shared, alternatives } = criteriaMembers(service, name);
  const criteria = criteriaName(name);
  const declare = (own: string, members: readonly MemberView[], parents: readonly Code[] = [], isLocal = false): Code =>
    templates.render('interface', { doc: docLines(description), name: ident(own), parents, members, isLocal });
  if (alternatives.length === 0) return [declare(criteria, shared)];
  const base = `Any${criteria}`;
  const type = union(alternatives.map(({ suffix }) => ident(criteria + suffix)));
  return [
    declare(base, shared, [], true),
    ...alternatives.map(({ suffix, members }) => declare(criteria + suffix, members, [ident(base)])),
    templates.render('type', { doc: docLines(description), name: ident(criteria), type }),
  ];
}

function inputSection(
  { created, contact, endpoint }: SubscriptionModel,
  form: string,
  names: PackageNames,
  templates: Templates,
): Code {
  const input = typeName({ name: names.inputName(created), module: created.module });
  const parents = [generic(code`Omit`, [input, union(replaced.map(literal))])];
  const member = (name: string, doc: string, type: Code, mark: Code = nothing): MemberView => ({
    doc: docLines(doc),
    key: ident(name),
    mark,
    type,
  });
  const one = ident(contact.type);
  const many = generic(typeName({ name: 'NonEmptyListOf', module: '#runtime/core/lists.js' }), [one]);
  const members = [
    member(contact.member, `${contact.description} 1..*.`, union([one, many])),
    member(endpoint.member, `${endpoint.description} 1..1.`, ident(endpoint.type)),
    member(
      'criteria',
      'What the messages are to be about; the builder writes it as text. 1..1.',
      ident(criteriaName(form)),
    ),
    member(
      'end',
      'The moment at which the subscription ends; without it, it never does. 0..1.',
      code`string | Date | null | undefined`,
      code`?`,
    ),
  ];
  const doc = docLines(`The input of \`${lowerFirst(pascal(form))}${created.fhirType}\`.`);
  return templates.render('interface', {
    doc,
    name: ident(inputName(form, created.fhirType)),
    parents,
    members,
    isLocal: false,
  });
}

function view(service: SubscriptionModel): object {
  const { created, forms, contact, endpoint } = service;
  const type = (name: string, file: string): Code => typeName({ name, module: `${runtime}/${file}.js` });
  const value = (name: string, file: string): Code => valueName(name, `${runtime}/${file}.js`);
  const parsedAs = forms.map(({ name }) =>
    generic(type('ParsedAs', 'parse-criteria'), [literal(name), ident(criteriaName(name))]),
  );
  return {
    texts: [
      textView(contact, type('ContactSort', 'make-subscription')),
      textView(endpoint, type('EndpointSort', 'make-subscription')),
    ],
    namedText: type('NamedText', 'named-text'),
    readText: value('readText', 'named-text'),
    grammarType: type('CriteriaGrammar', 'grammar'),
    grammar: grammarCode(service),
    partsType: type('SubscriptionParts', 'make-subscription'),
    contact: ident(constantOf(contact.type)),
    endpoint: ident(constantOf(endpoint.type)),
    forms: forms.map(({ name, description }) => formView(service, name, description)),
    optionsType: typeName({ name: 'BuildOptions', module: '#runtime/build/builder.js' }),
    created: typeName(created),
    formatCriteria: value('formatCriteria', 'format-criteria'),
    parsedDoc: docLines('The result of `parseCriteria`: check `valid`, then `form`.'),
    parsed: union([...parsedAs, type('NotParsed', 'parse-criteria')]),
    parseDoc: docLines(
      'Reads criteria as the object that their builder takes, or says why they cannot be used: each issue has its column, what was expected there and what to do. Never throws.',
    ),
    parse: value('parseCriteria', 'parse-criteria'),
    ...checkView(service),
  };
}

function checkView({ created, endpoint, contact }: SubscriptionModel): object {
  return {
    checkDoc: docLines(
      `Lists every reason why a value cannot be sent as a new ${created.fhirType}: those of \`${checkName(created)}\`, those of its criteria, and a ${endpoint.title} that does not belong to the ${contact.title} of the first contact.`,
    ),
    check: ident(checkOfAll(created.fhirType)),
    checkOptions: typeName({ name: 'CheckOptions', module: '#runtime/guard/run.js' }),
    issue: typeName({ name: 'Issue', module: '#runtime/core/issue.js' }),
    guard: valueName(checkName(created), created.module),
    issues: valueName('subscriptionIssues', `${runtime}/check-subscription.js`),
  };
}

function textView(text: SubscriptionTextDefinition, sortType: Code): object {
  const { type, title, description } = text;
  return {
    typeDoc: docLines(description),
    type: ident(type),
    name: literal(type),
    constant: ident(constantOf(type)),
    sortType,
    sort: textCode(text),
    readDoc: docLines(
      `Returns a text as \`${type}\`, a type that no other text has. Throws InputError if it is not a valid ${title}; where capital letters or removing white space would make it one, the message suggests that.`,
    ),
    read: ident(lowerFirst(type)),
  };
}

function formView({ created }: SubscriptionModel, form: string, description: string): object {
  const input = ident(inputName(form, created.fhirType));
  const criteria = criteriaName(form);
  const builder = valueName(builderName(created), created.module);
  const make = valueName('subscriptionBuilder', `${runtime}/make-subscription.js`);
  return {
    name: literal(form),
    builder: ident(`${lowerFirst(pascal(form))}${created.fhirType}`),
    builderDoc: docLines(
      `Builds a ${created.fhirType}. ${description} Throws InputError with the path of an invalid value.`,
    ),
    input,
    made: call(make, [builder, thunk(ident('parts')), literal(form)]),
    format: ident(lowerFirst(criteria)),
    formatDoc: docLines(
      `Writes the criteria of such a ${created.fhirType} as text. Throws InputError with the path of an invalid value.`,
    ),
    criteria: ident(criteria),
  };
}
