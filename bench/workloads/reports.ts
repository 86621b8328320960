import { readFileSync } from 'node:fs';
import { Kind, parse, type TypeNode } from 'graphql';
import { officers } from '../../demo/world/officers.ts';

/** A report as somebody asks for it. */
export interface AskedReport {
  readonly title: string;
  readonly account: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const dayMs = 24 * 60 * 60 * 1000;

const reports = [
  { field: 'dossierReport', figures: 'DossierFigures', grouping: 'DossierGrouping', subgraph: 'igate' },
  { field: 'documentReport', figures: 'DocumentFigures', grouping: 'DocumentGrouping', subgraph: 'idesk' },
] as const;

/** Every figure of the year that ends today, for each grouping: of the whole province, and of one department. */
export function everyReport(now: Date): readonly AskedReport[] {
  const period = { from: day(new Date(now.getTime() - 364 * dayMs)), to: day(now) };
  return reports.flatMap(({ field, figures, grouping, subgraph }) => {
    const schema = parse(readFileSync(new URL(`../../schema/${subgraph}.graphql`, import.meta.url), 'utf8'));
    const types = new Map(
      schema.definitions.flatMap((one) => ('name' in one && one.name ? [[one.name.value, one]] : [])),
    );
    const shape = types.get(figures);
    const values = types.get(grouping);
    if (shape?.kind !== Kind.OBJECT_TYPE_DEFINITION || values?.kind !== Kind.ENUM_TYPE_DEFINITION)
      throw new Error(field);
    const selection = (shape.fields ?? [])
      .map(({ name, type }) =>
        named(type) === 'WorkingDayDurations' ? `${name.value} { count median p90 }` : name.value,
      )
      .join(' ');
    const query = `query ($period: ReportPeriodInput!, $groupBy: ${grouping}) {
      ${field}(period: $period, groupBy: $groupBy) {
        total { ${selection} } groups { key label figures { ${selection} } }
      }
    }`;
    return ['REPORT_VIEWER', 'DEPARTMENT_LEADER'].flatMap((role) =>
      [null, ...(values.values ?? []).map(({ name }) => name.value)].map((groupBy) => ({
        title: `${field}, ${groupBy === null ? 'total alone' : `by ${groupBy}`}, ${wordsOf[role]}`,
        account: officers.find((officer) => officer.role === role && officer.linked)?.ssoAccount ?? '',
        query,
        variables: { period, groupBy },
      })),
    );
  });
}

const wordsOf: Readonly<Record<string, string>> = { REPORT_VIEWER: 'the province', DEPARTMENT_LEADER: 'a department' };

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}

/** The day it is in Viet Nam. */
function day(moment: Date): string {
  return new Date(moment.getTime() + 7 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
