import { departmentOf, divisionOf } from './departments.ts';
import { farmingProcedures } from './procedures-farming.ts';
import { informationProcedures } from './procedures-information.ts';
import { industryProcedures, justiceProcedures, constructionProcedures } from './procedures-other.ts';
import { fixedUuid } from './random.ts';

/**
 * One line of the province's list: national number, name, field (lĩnh vực), working days, division,
 * and the kind of document that ends it.
 */
export type ListedProcedure = readonly [
  number: string,
  name: string,
  field: string,
  processingDays: number,
  division: string,
  result: ResultKind,
];

/** The kinds of document that a procedure of the demo ends in. */
export type ResultKind = 'GIAY_PHEP' | 'QUYET_DINH' | 'THONG_BAO' | 'CONG_VAN';

/** Thủ tục hành chính. */
export interface DemoProcedure {
  readonly id: string;
  readonly departmentId: string;
  readonly divisionId: string;
  /** 2.001766.000.00.00.H08 */
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly processingDays: number;
  readonly result: ResultKind;
}

function list(departmentCode: string, lines: readonly ListedProcedure[]): DemoProcedure[] {
  const department = departmentOf(departmentCode);
  return lines.map(([number, name, field, processingDays, division, result]) => ({
    id: fixedUuid(`procedure ${number}`),
    departmentId: department.id,
    divisionId: divisionOf(department, division).id,
    code: `${number}.000.00.00.H08`,
    name,
    field,
    processingDays,
    result,
  }));
}

export const procedures: readonly DemoProcedure[] = [
  ...list('STTTT', informationProcedures),
  ...list('SNN', farmingProcedures),
  ...list('SCT', industryProcedures),
  ...list('STP', justiceProcedures),
  ...list('SXD', constructionProcedures),
];
