import { variables, type Variable } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Reader = ReturnType<typeof reader>;

/** Reads variables with their defaults; what is wrong with a value becomes a problem, and reading goes on. */
export function reader(environment: Environment, problems: string[]) {
  const given = (name: Variable): string | undefined => environment[name]?.trim() || undefined;
  const text = (name: Variable): string => given(name) ?? variables[name].default;
  return {
    given,
    text,
    integer(name: Variable, least: number, most: number): number {
      const value = text(name);
      const number = Number(value);
      if (!Number.isInteger(number) || number < least || number > most) {
        problems.push(`${name} is "${value}": set it to a whole number from ${least} to ${most}.`);
      }
      return number;
    },
    choice(name: Variable, choices: readonly string[]): string {
      const value = text(name);
      if (!choices.includes(value)) problems.push(`${name} is "${value}": set it to one of ${choices.join(', ')}.`);
      return value;
    },
    url(name: Variable, protocols: readonly string[]): string | undefined {
      const value = given(name);
      if (value === undefined) return undefined;
      // The value may hold a password, so it is not repeated.
      if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
        problems.push(`${name} is not an address: set it to one that starts with ${protocols.join('// or ')}//.`);
      }
      return value;
    },
  };
}
