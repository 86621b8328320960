import type { FaultyProvince } from './province.ts';
import type { Specialist } from './officer.ts';

/** Three specialists of one division, so that one head assigns to all of them and approves what all of them draft. */
export const specialists: readonly Specialist[] = ['hoant', 'chuyenvien2', 'chualienket'].map((name) => ({
  sso: name,
  igate: `${name === 'hoant' ? 'nthoa' : `ig.${name}`}@stttt.binhdinh.gov.vn`,
}));

export const accounts = [...specialists.map(({ sso }) => sso), 'motcua', 'truongphong', 'lanhdao', 'vanthu'];

/** Moves and links the demo's officers accordingly; answers with a procedure that their department offers. */
export async function employ({ databases }: FaultyProvince): Promise<string> {
  const igate = databases.igate.kysely;
  const idesk = databases.idesk.kysely;
  const [model] = specialists;
  const place = await igate
    .selectFrom('officers')
    .select(['department_id', 'division_id'])
    .where('account', '=', model?.igate ?? '')
    .executeTakeFirstOrThrow();
  const desk = await idesk
    .selectFrom('desk_users')
    .selectAll()
    .where('sso_account', '=', `${model?.sso}@stttt.binhdinh.gov.vn`)
    .executeTakeFirstOrThrow();
  for (const { sso, igate: account } of specialists) {
    const ssoAccount = `${sso}@stttt.binhdinh.gov.vn`;
    await igate
      .updateTable('officers')
      .set({ division_id: place.division_id, linked_sso_account: ssoAccount })
      .where('account', '=', account)
      .execute();
    await idesk
      .insertInto('desk_users')
      .values({ ...desk, sso_account: ssoAccount })
      .onConflict((conflict) => conflict.column('sso_account').doUpdateSet({ division_id: desk.division_id }))
      .execute();
  }
  const procedure = await igate
    .selectFrom('procedures')
    .select('id')
    .where('department_id', '=', place.department_id)
    .executeTakeFirstOrThrow();
  return procedure.id;
}
