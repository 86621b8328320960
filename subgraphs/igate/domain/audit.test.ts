import { describe, expect, it } from 'vitest';
import { auditDetailsText } from './audit.ts';

describe('the details of an audit entry', () => {
  const details = {
    subject: 'V/v cấp phép',
    files: [
      { name: 'tờ khai.pdf', size: 1, sha256: 'a' },
      { name: 'sơ đồ.png', size: 2, sha256: 'b' },
    ],
  };

  it('read as a sentence, in the reader’s language', () => {
    expect(auditDetailsText(details, 'vi')).toBe('Trích yếu: V/v cấp phép; Tệp: tờ khai.pdf, sơ đồ.png');
    expect(auditDetailsText(details, 'en')).toBe('Subject: V/v cấp phép; Files: tờ khai.pdf, sơ đồ.png');
  });

  it('are nothing where the action says it all', () => expect(auditDetailsText({}, 'vi')).toBeNull());
});
