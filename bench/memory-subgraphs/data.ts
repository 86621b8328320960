/** The data in memory, made up from a number. */

export function dossier(number: number) {
  return {
    code: `000.00.13.H08-210805-${String(number).padStart(4, '0')}`,
    subject: `Cấp giấy phép bưu chính, hồ sơ ${number}`,
    status: 'PROCESSING',
    receivedAt: '2021-08-05T02:15:00.000Z',
    dueAt: '2021-08-15T10:00:00.000Z',
    applicant: { name: `Nguyễn Văn ${number}`, address: '1 Trần Phú, Quy Nhơn, Bình Định' },
    attachments: [1, 2].map((file) => ({ id: `${number}-${file}`, name: `tờ khai ${file}.pdf`, size: 12345 * file })),
  };
}

export function dossiers({ first, after }: { readonly first: number; readonly after: number }) {
  return Array.from({ length: first }, (_, at) => dossier(after + at));
}

export function drafts(code: string) {
  return [1, 2].map((number) => ({
    id: `${code}/${number}`,
    subject: `Dự thảo trả lời hồ sơ ${code}`,
    state: number === 1 ? 'ISSUED' : 'DRAFT',
    symbol: number === 1 ? '398/TB-SNN' : null,
    author: { name: 'Nguyễn Thị Hoà', unit: 'Phòng Bưu chính Viễn thông' },
  }));
}
