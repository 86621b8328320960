import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { draftIn, issue, openDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const at = (moment: string): void => {
  desk.clock.now = new Date(moment);
};

async function numberOf(
  kind: string,
  issuedOn?: string,
): Promise<{ number: number; symbol: string; issuedOn: string }> {
  const draft = await draftIn(desk, 'SIGNED', { kind });
  return dataOf(await issue(desk, draft, issuedOn)).issueDocument.document;
}

describe('a register', () => {
  it('gives 50 documents issued at once the numbers 1 to 50, without gap or duplicate', async () => {
    const drafts = [];
    for (let n = 0; n < 50; n++) drafts.push(await draftIn(desk, 'SIGNED', { kind: 'BAO_CAO' }));
    const answers = await Promise.all(drafts.map((draft) => issue(desk, draft)));
    const numbers = answers.map((answer) => dataOf(answer).issueDocument.document.number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_value, index) => index + 1));
  });

  it('gives one number where one document is issued twice at once', async () => {
    const draft = await draftIn(desk, 'SIGNED', { kind: 'GIAY_MOI' });
    const answers = await Promise.all([issue(desk, draft), issue(desk, draft), issue(desk, draft)]);
    expect(answers.map((answer) => answer.errors[0]?.extensions?.code ?? 'OK').toSorted()).toEqual([
      'OK',
      'VERSION_CONFLICT',
      'VERSION_CONFLICT',
    ]);
    expect(await numberOf('GIAY_MOI')).toMatchObject({ number: 2 });
  });

  it('counts each kind of document by itself', async () => {
    expect(await numberOf('QUYET_DINH')).toMatchObject({ number: 1, symbol: '01/QĐ-STTTT' });
    expect(await numberOf('CONG_VAN')).toMatchObject({ number: 1, symbol: '01/STTTT-BCVT' });
    expect(await numberOf('QUYET_DINH')).toMatchObject({ number: 2, symbol: '02/QĐ-STTTT' });
  });

  it('loses no number to a refused issue', async () => {
    const draft = await draftIn(desk, 'SIGNED', { kind: 'KE_HOACH' });
    expect(refusalOf(await issue(desk, draft, '2026-11-24')).code).toBe('BAD_USER_INPUT');
    expect(dataOf(await issue(desk, draft)).issueDocument.document.number).toBe(1);
  });

  it('starts again at midnight of the new year in Viet Nam, which is 17:00 in UTC', async () => {
    at('2027-12-31T16:59:59.000Z');
    expect(await numberOf('TO_TRINH')).toMatchObject({ number: 1, issuedOn: '2027-12-31' });
    expect(await numberOf('TO_TRINH')).toMatchObject({ number: 2, issuedOn: '2027-12-31' });
    at('2027-12-31T17:00:00.000Z');
    expect(await numberOf('TO_TRINH')).toMatchObject({ number: 1, issuedOn: '2028-01-01' });
  });

  it('goes by the day on the document: one dated back to the old year takes the old year’s next number', async () => {
    at('2029-12-31T03:00:00.000Z');
    expect(await numberOf('BIEN_BAN')).toMatchObject({ number: 1 });
    const signedInTheOldYear = await draftIn(desk, 'SIGNED', { kind: 'BIEN_BAN' });
    at('2030-01-02T03:00:00.000Z');
    expect(dataOf(await issue(desk, signedInTheOldYear, '2029-12-31')).issueDocument.document).toMatchObject({
      number: 2,
    });
    expect(await numberOf('BIEN_BAN')).toMatchObject({ number: 1, issuedOn: '2030-01-02' });
  });
});

describe('the day on a document', () => {
  it.each([
    ['a day to come', '2031-06-11'],
    ['a day before it was signed', '2031-06-09'],
  ])('may not be %s', async (_what, day) => {
    at('2031-06-10T03:00:00.000Z');
    const draft = await draftIn(desk, 'SIGNED');
    expect(refusalOf(await issue(desk, draft, day)).code).toBe('BAD_USER_INPUT');
  });

  it('must be a day', async () => {
    const draft = await draftIn(desk, 'SIGNED');
    expect(refusalOf(await issue(desk, draft, '2031-02-30')).code).toBe('BAD_USER_INPUT');
  });
});
