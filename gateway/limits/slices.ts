import { Kind, valueFromASTUntyped, type FieldNode, type GraphQLField, type ValueNode } from 'graphql';
import type { CostProgram, Term } from './cost-program.ts';
import type { ListSize } from './demand-rules.ts';

type Variables = Readonly<Record<string, unknown>>;
type Read = (variables: Variables) => unknown;

interface Slices {
  /** How long a list is that a field gives: its largest slicing argument, or else its assumed size. Undefined for neither. */
  sizeOf(listSize: ListSize, node: FieldNode, field: GraphQLField<unknown, unknown>): Term | undefined;
}

/** Reads how many items a request asks for. `variable` knows the value of a variable of the operation. */
export function createSlices(program: CostProgram, variable: (name: string) => Read): Slices {
  function argument(path: string, node: FieldNode, field: GraphQLField<unknown, unknown>): Read | number | undefined {
    const [name = '', ...inner] = path.split('.');
    const given = node.arguments?.find((each) => each.name.value === name)?.value;
    if (given) return inside(given, inner);
    const standard = field.args.find((each) => each.name === name)?.defaultValue;
    return asSize(valueAt(standard, inner));
  }

  function inside(given: ValueNode, path: readonly string[]): Read | number | undefined {
    if (given.kind === Kind.VARIABLE) {
      const read = variable(given.name.value);
      return path.length === 0 ? read : (variables) => valueAt(read(variables), path);
    }
    const [name, ...rest] = path;
    if (name === undefined) return asSize(valueFromASTUntyped(given));
    const value = given.kind === Kind.OBJECT ? given.fields.find((each) => each.name.value === name)?.value : undefined;
    return value && inside(value, rest);
  }

  return {
    sizeOf({ slicingArguments, assumedSize }, node, field) {
      let least: number | undefined;
      const reads: Read[] = [];
      for (const path of slicingArguments) {
        const value = argument(path, node, field);
        if (typeof value === 'function') reads.push(value);
        else if (value !== undefined) least = Math.max(least ?? 0, value);
      }
      if (reads.length === 0) return least ?? assumedSize;
      return program.read((variables) => {
        let size = least;
        for (const read of reads) {
          const value = asSize(read(variables));
          if (value !== undefined) size = Math.max(size ?? 0, value);
        }
        return size ?? assumedSize ?? 0;
      });
    },
  };
}

/** What is no number of items makes no list: the request will be refused for it. */
function asSize(value: unknown): number | undefined {
  return typeof value === 'number' ? Math.max(0, value) : undefined;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}
