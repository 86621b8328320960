import { describe, expect, test } from 'vitest';
import { approve, archive, change, dayOfIssue, giveBack, issue, recall, sign, submit } from './transitions.ts';

const at = new Date('2026-11-23T02:00:00Z');
const step = { by: 'somebody', at };
const drafting = {
  id: '1',
  departmentId: 'stttt',
  divisionId: 'bcvt',
  subject: 'x',
  kind: 'CONG_VAN',
  urgency: 'NORMAL',
  dossierCode: null,
  transferId: null,
  dueAt: null,
  heldSince: null,
  version: 1,
  createdBy: 'author',
  createdAt: at,
  returnReason: 'Thiếu căn cứ',
  state: 'DRAFTING',
} as const;
const number = { number: 1, symbol: '01/STTTT-BCVT', issuedOn: '2026-11-23' };

describe('a document', () => {
  test('gets a new version with every change', () => {
    const submitted = submit(change(drafting, { subject: 'y' }), step);
    const signed = sign(approve(submitted, step), step);
    const recalled = recall(archive(issue(signed, step, number), step), step, 'Sai số liệu');
    expect([submitted.version, signed.version, recalled.version]).toEqual([3, 5, 8]);
  });

  test('forgets submission and approval when it is returned, and the reason when it is submitted again', () => {
    const returned = giveBack(approve(submit(drafting, step), step), 'Sai thể thức');
    expect(returned).toEqual({ ...drafting, version: 4, returnReason: 'Sai thể thức' });
    expect(submit(returned, step).returnReason).toBeNull();
  });
});

describe('the day of issue', () => {
  const signed = sign(approve(submit(drafting, step), step), { by: 'leader', at: new Date('2026-11-20T16:30:00Z') });

  test('is today in Viet Nam where none is given', () => {
    expect(dayOfIssue(signed, undefined, new Date('2026-11-23T16:59:59Z'))).toBe('2026-11-23');
    expect(dayOfIssue(signed, undefined, new Date('2026-11-23T17:00:00Z'))).toBe('2026-11-24');
  });

  test('may lie between the day of signing and today', () => {
    expect(dayOfIssue(signed, '2026-11-20', at)).toBe('2026-11-20');
    expect(() => dayOfIssue(signed, '2026-11-19', at)).toThrow(/before the day of signing \(2026-11-20\)/);
    expect(() => dayOfIssue(signed, '2026-11-24', at)).toThrow(/later than today \(2026-11-23\)/);
  });
});
