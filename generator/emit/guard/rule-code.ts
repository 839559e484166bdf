import { code, literal, type Code } from '../../code/code.ts';

/** A member of the object that rules look at. */
export function property(member: string): Code {
  return code`value[${literal(member)}]`;
}

export function numberOf(max: number): Code {
  return max === Infinity ? code`Infinity` : literal(max);
}

/** Whether two parts of the model say the same. */
export function isEqual(one: unknown, other: unknown): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
