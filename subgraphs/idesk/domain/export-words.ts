import type { Bilingual } from '../../../platform/errors.ts';
import type { DocumentFigure } from './report.ts';

/** Headings of the exported list of documents, in its order. */
export const documentColumns = [
  { key: 'symbol', vi: 'Số, ký hiệu', en: 'Symbol' },
  { key: 'issuedOn', vi: 'Ngày văn bản', en: 'Date of the document' },
  { key: 'kind', vi: 'Loại văn bản', en: 'Kind' },
  { key: 'subject', vi: 'Trích yếu', en: 'Subject' },
  { key: 'urgency', vi: 'Độ khẩn', en: 'Urgency' },
  { key: 'state', vi: 'Trạng thái', en: 'State' },
  { key: 'department', vi: 'Sở', en: 'Department' },
  { key: 'division', vi: 'Phòng', en: 'Division' },
  { key: 'creator', vi: 'Cán bộ soạn thảo', en: 'Drafted by' },
  { key: 'dossierCode', vi: 'Mã hồ sơ', en: 'Dossier code' },
  { key: 'due', vi: 'Ngày hẹn trả', en: 'Due' },
  { key: 'created', vi: 'Phát sinh', en: 'Begun' },
  { key: 'submitted', vi: 'Trình duyệt', en: 'Submitted' },
  { key: 'approved', vi: 'Duyệt', en: 'Approved' },
  { key: 'signed', vi: 'Ký', en: 'Signed' },
  { key: 'issued', vi: 'Ban hành', en: 'Issued' },
  { key: 'archived', vi: 'Lưu', en: 'Archived' },
  { key: 'recalled', vi: 'Thu hồi', en: 'Recalled' },
] as const satisfies readonly (Bilingual & { readonly key: string })[];

/** Headings of the exported report, in its order; those of durations stand for their median. */
export const figureNames: Readonly<Record<DocumentFigure, Bilingual>> = {
  CREATED: { vi: 'Dự thảo phát sinh', en: 'Begun' },
  FROM_IGATE: { vi: 'Từ iGate chuyển sang', en: 'From iGate' },
  REWORKED: { vi: 'Bị trả lại', en: 'Returned drafts' },
  ISSUED: { vi: 'Ban hành trong kỳ', en: 'Issued' },
  RECALLED: { vi: 'Thu hồi trong kỳ', en: 'Recalled' },
  CREATE_TO_ISSUE: { vi: 'Trung vị ngày từ dự thảo đến ban hành', en: 'Median days from draft to issue' },
  SIGN_TO_ISSUE: { vi: 'Trung vị ngày từ ký đến ban hành', en: 'Median days from signing to issue' },
  UNDER_WAY: { vi: 'Đang xử lý', en: 'Under way' },
  DRAFTING: { vi: 'Đang soạn thảo', en: 'Drafting' },
  AWAITING_APPROVAL: { vi: 'Chờ duyệt', en: 'Awaiting approval' },
  AWAITING_SIGNATURE: { vi: 'Chờ ký', en: 'Awaiting signature' },
  AWAITING_ISSUE: { vi: 'Chờ ban hành', en: 'Awaiting issue' },
  PUSH_STUCK: { vi: 'Chuyển kết quả bị kẹt', en: 'Stuck pushes' },
  PUSH_FAILED: { vi: 'Chuyển kết quả bị lỗi', en: 'Failed pushes' },
};
