import { departments, type DemoDepartment, type DemoDivision } from './departments.ts';
import { officers, officersWith, type DemoOfficer } from './officers.ts';

/** Whose hands the dossiers and documents of a division go through. */
export interface Staff {
  readonly department: DemoDepartment;
  readonly division: DemoDivision;
  readonly oneStop: DemoOfficer;
  readonly head: DemoOfficer;
  readonly leader: DemoOfficer;
  readonly clerk: DemoOfficer;
  /** Those who can send to iDesk, for which an account must be linked. */
  readonly specialists: readonly DemoOfficer[];
}

/** By division id. */
export const staffOfDivisions: ReadonlyMap<string, Staff> = new Map(
  departments.flatMap((department) =>
    department.divisions.map((division) => [
      division.id,
      {
        department,
        division,
        oneStop: one(officersWith('ONE_STOP_OFFICER', department)),
        head: one(officersWith('DIVISION_HEAD', department, division)),
        leader: one(officersWith('DEPARTMENT_LEADER', department)),
        clerk: one(officersWith('CLERK', department)),
        specialists: officersWith('SPECIALIST', department, division).filter((officer) => officer.linked),
      },
    ]),
  ),
);

/** @throws Error where there is no such division. */
export function staffOf(divisionId: string): Staff {
  const staff = staffOfDivisions.get(divisionId);
  if (!staff) throw new Error(`The demo has no division ${divisionId}.`);
  return staff;
}

/** Who retries crossings that have failed. */
export const administrator: DemoOfficer = one(officers.filter((officer) => officer.role === 'ADMINISTRATOR'));

function one(found: readonly DemoOfficer[]): DemoOfficer {
  const [first] = found;
  if (!first) throw new Error('A part of the demo has nobody to do its work.');
  return first;
}
