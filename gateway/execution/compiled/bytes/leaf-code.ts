import { isEnumType, type GraphQLLeafType } from 'graphql';
import { choose } from './scanner-code.ts';

/** Statement that passes a value that is not null. */
export function leafCode(type: GraphQLLeafType): string {
  if (isEnumType(type)) {
    const texts = type.getValues().map(({ name }) => JSON.stringify(name));
    return choose(texts.map((text) => ({ text, statements: `p += ${text.length};` })));
  }
  switch (type.name) {
    case 'String':
      return 'p = passString(b, p);';
    case 'ID':
      return 'p = passId(b, p);';
    case 'Int':
      return 'p = passInteger(b, p);';
    case 'Float':
      return 'p = passNumber(b, p);';
    case 'Boolean':
      return 'p = passBoolean(b, p);';
    default:
      return 'p = passAny(b, p);';
  }
}
