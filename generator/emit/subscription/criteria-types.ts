import { code, generic, key, literal, nothing, typeName, union, type Code } from '../../code/code.ts';
import { docLines } from '../../code/comment.ts';
import { cardinality, sentence } from '../../declare/doc-text.ts';
import type { CriteriaParameterModel, SubscriptionModel } from '../../model/subscription-model.ts';
import { optionalType, type MemberView } from '../member-view.ts';

/** A parameter with how one form uses it. */
interface Used {
  readonly parameter: CriteriaParameterModel;
  readonly use: CriteriaParameterModel['uses'][number];
}

/** The criteria of a form, as an object. */
export interface CriteriaMembers {
  /** Members that all of them have. */
  readonly shared: readonly MemberView[];
  /** Where a code of one parameter narrows another: these two, for each alternative. Empty where nothing does. */
  readonly alternatives: readonly { readonly suffix: string; readonly members: readonly MemberView[] }[];
}

export function criteriaMembers({ parameters }: SubscriptionModel, form: string): CriteriaMembers {
  const used = parameters.flatMap((parameter): Used[] => {
    const use = parameter.uses.find((one) => one.form === form);
    return use ? [{ parameter, use }] : [];
  });
  const narrowed = used.find(({ parameter }) => parameter.narrowed);
  const telling = used.find(({ parameter }) => parameter.name === narrowed?.parameter.narrowed?.parameter);
  const differing = narrowed && telling ? [narrowed, telling] : [];
  return {
    shared: used.filter((one) => !differing.includes(one)).map((one) => memberOf(one, valueType(one))),
    alternatives: narrowed && telling ? alternativesOf(narrowed, telling) : [],
  };
}

/** One code of the telling parameter narrows the other one; all its other codes do not. */
function alternativesOf(narrowed: Used, telling: Used): CriteriaMembers['alternatives'] {
  const rule = narrowed.parameter.narrowed;
  if (!rule) return [];
  const only = literal(rule.code);
  const others = generic(code`Exclude`, [valueType(telling), only]);
  return [
    { suffix: rule.otherSuffix, members: [memberOf(telling, others), memberOf(narrowed, valueType(narrowed))] },
    { suffix: rule.suffix, members: [memberOf(telling, only), memberOf(narrowed, typeName(rule.valueSet))] },
  ];
}

function memberOf({ parameter, use }: Used, type: Code): MemberView {
  const isNeeded = use.min > 0;
  const range = parameter.bounds.length > 0 ? { ...use, max: 1 } : use;
  const doc = `${sentence(parameter.description)} ${cardinality(range)}. Parameter \`${parameter.name}\`.`;
  return {
    doc: docLines(doc),
    key: key(use.member),
    mark: isNeeded ? nothing : code`?`,
    type: isNeeded ? type : optionalType(union([type, code`null`])),
  };
}

function valueType({ parameter: { bounds, valueSet }, use }: Used): Code {
  if (bounds.length > 0) {
    const names = union(bounds.map(({ member }) => literal(member)));
    return generic(typeName({ name: 'Bounds', module: '#runtime/subscription/grammar.js' }), [names]);
  }
  const one = valueSet?.isClosed === true ? typeName(valueSet) : code`string`;
  if (use.max === 1) return one;
  return union([one, generic(typeName({ name: 'NonEmptyListOf', module: '#runtime/core/lists.js' }), [one])]);
}
