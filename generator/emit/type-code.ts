import {
  chain,
  type Code,
  code,
  generic,
  ident,
  key,
  list,
  literal,
  nothing,
  objectType,
  parenthesised,
  typeName,
} from '../code/code.ts';
import type { TupleType, TypeExpression, TypeMember } from '../declare/expressions.ts';

/** Returns the code of a type. */
export function typeCode(type: TypeExpression): Code {
  switch (type.kind) {
    case 'keyword':
      return ident(type.name);
    case 'literal':
      return literal(type.value);
    case 'name':
      return type.args.length === 0 ? typeName(type) : generic(typeName(type), type.args.map(typeCode));
    case 'union':
      return chain(partsOf(type.types, 'intersection'), '|');
    case 'intersection':
      return chain(partsOf(type.types, 'union'), '&');
    case 'array':
      return arrayCode(typeCode(type.item));
    case 'tuple':
      return tupleCode(type);
    case 'object':
      return objectType(type.members.map(memberCode));
    case 'indexed':
      return code`${typeCode(type.owner)}[${typeCode(type.index)}]`;
  }
}

/** `?` or nothing. */
export function markOf({ isOptional }: Pick<TypeMember, 'isOptional'>): Code {
  return isOptional ? code`?` : nothing;
}

function memberCode(member: TypeMember): Code {
  return code`${key(member.name)}${markOf(member)}: ${typeCode(member.type)}`;
}

/** Returns the members of a type, in parentheses if they have an operator of their own. */
function partsOf(types: readonly TypeExpression[], inner: 'union' | 'intersection'): Code[] {
  return types.map((type) => (type.kind === inner ? parenthesised(typeCode(type)) : typeCode(type)));
}

/** Returns `Patient[]`, or `Array<…>` for an item that is more than a name. */
function arrayCode(item: Code): Code {
  return /^[\w$]+$/.test(item.text) ? code`${item}[]` : generic(code`Array`, [item]);
}

function tupleCode({ items, rest, isReadonly }: TupleType): Code {
  const all = list([...items.map(typeCode), ...(rest ? [code`...${arrayCode(typeCode(rest))}`] : [])]);
  return isReadonly ? code`readonly ${all}` : all;
}
