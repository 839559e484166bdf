import { parseCanonical } from '../fhir/canonical.ts';
import type { BindingModel } from '../model/model.ts';
import { finding, shown, without, type Finding } from './change.ts';
import type { ModelIndex } from './model-index.ts';

/** Strengths, weakest first. */
const strengths = ['example', 'preferred', 'extensible', 'required'] as const;

/** The models on both sides. */
export interface Indexes {
  readonly old: ModelIndex;
  readonly now: ModelIndex;
}

/** Compares the bindings of an element or slice. Codes that a value set itself gains or loses are changes of that set. */
export function compareBindings(
  old: BindingModel | undefined,
  now: BindingModel | undefined,
  indexes: Indexes,
  id: string,
): Finding[] {
  return [...compareOwn(old, now, indexes, id), ...compareMaxima(old?.maximum, now?.maximum, indexes, id)];
}

/** Compares the maximum value sets, outside of which no code is allowed. */
function compareMaxima(
  old: BindingModel | undefined,
  now: BindingModel | undefined,
  indexes: Indexes,
  id: string,
): Finding[] {
  if (old && now) return compareSets(old, now, indexes, id);
  if (now) return [finding('narrowed', `Its codes are limited to ${nameOf(now)}.`, 'both', id)];
  return old ? [finding('widened', `Its codes are no longer limited to ${nameOf(old)}.`, 'none', id)] : [];
}

function compareOwn(
  old: BindingModel | undefined,
  now: BindingModel | undefined,
  indexes: Indexes,
  id: string,
): Finding[] {
  if (!now) return old ? [finding('widened', `It is no longer bound to ${nameOf(old)}.`, 'none', id)] : [];
  const breaks = now.strength === 'required' ? 'both' : 'none';
  if (!old) return [finding('narrowed', `It is bound to ${nameOf(now)} (${now.strength}).`, breaks, id)];
  return [...compareStrengths(old, now, id), ...compareSets(old, now, indexes, id)];
}

function compareStrengths(old: BindingModel, now: BindingModel, id: string): Finding[] {
  const [was, is] = [strengths.indexOf(old.strength), strengths.indexOf(now.strength)];
  const what = `The binding to ${nameOf(now)} is ${now.strength}; before, ${old.strength}.`;
  if (is > was) return [finding('narrowed', what, now.strength === 'required' ? 'both' : 'none', id)];
  return is < was ? [finding('widened', what, 'none', id)] : [];
}

function compareSets(old: BindingModel, now: BindingModel, indexes: Indexes, id: string): Finding[] {
  const [was, is] = [urlOf(old), urlOf(now)];
  if (was === is) return [];
  const what = `It is bound to ${nameOf(now)}; before, to ${nameOf(old)}.`;
  if (now.strength !== 'required') return [finding('changed', what, 'none', id)];
  const [had, has] = [indexes.old.codesOf(was), indexes.now.codesOf(is)];
  if (had && has && without(had, has).length === 0) return [finding('widened', what, 'none', id)];
  const isNarrowed = had && has && without(has, had).length === 0;
  return [finding(isNarrowed ? 'narrowed' : 'changed', what, 'both', id)];
}

function urlOf({ canonical = '' }: BindingModel): string {
  return parseCanonical(canonical).url;
}

function nameOf({ canonical }: BindingModel): string {
  return canonical === undefined
    ? 'a value set without a name'
    : `the value set ${shown(parseCanonical(canonical).url)}`;
}
