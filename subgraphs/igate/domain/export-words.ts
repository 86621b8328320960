import type { Bilingual } from '../../../platform/errors.ts';
import type { IdeskState } from './idesk-state.ts';
import type { DossierFigure } from './report.ts';

/** Headings of the exported list of dossiers, in its order. */
export const dossierColumns = [
  { key: 'code', vi: 'Mã hồ sơ', en: 'Dossier code' },
  { key: 'procedure', vi: 'Thủ tục', en: 'Procedure' },
  { key: 'field', vi: 'Lĩnh vực', en: 'Field' },
  { key: 'department', vi: 'Sở', en: 'Department' },
  { key: 'division', vi: 'Phòng', en: 'Division' },
  { key: 'assignee', vi: 'Cán bộ thụ lý', en: 'Assignee' },
  { key: 'status', vi: 'Trạng thái', en: 'Status' },
  { key: 'step', vi: 'Bước hiện tại', en: 'Current step' },
  { key: 'received', vi: 'Ngày tiếp nhận', en: 'Received' },
  { key: 'due', vi: 'Ngày hẹn trả', en: 'Due' },
  { key: 'overdue', vi: 'Quá hạn', en: 'Overdue' },
  { key: 'held', vi: 'Dừng từ', en: 'On hold since' },
  { key: 'ideskState', vi: 'Trạng thái iDesk', en: 'State in iDesk' },
  { key: 'sent', vi: 'Chuyển iDesk', en: 'Sent to iDesk' },
  { key: 'issued', vi: 'Ban hành', en: 'Issued' },
  { key: 'attached', vi: 'Đính kèm kết quả', en: 'Results attached' },
  { key: 'completed', vi: 'Có kết quả', en: 'Completed' },
  { key: 'returned', vi: 'Trả kết quả', en: 'Returned' },
] as const satisfies readonly (Bilingual & { readonly key: string })[];

export const yes: Bilingual = { vi: 'Có', en: 'Yes' };

export const stateNames: Readonly<Record<IdeskState, Bilingual>> = {
  NOT_SENT: { vi: 'Chưa chuyển', en: 'Not sent' },
  SENDING: { vi: 'Đang chuyển', en: 'Sending' },
  DRAFTING: { vi: 'Đang soạn thảo', en: 'Drafting' },
  IN_REVIEW: { vi: 'Đang trình duyệt', en: 'In review' },
  SIGNED: { vi: 'Đã ký', en: 'Signed' },
  ISSUED: { vi: 'Đã ban hành', en: 'Issued' },
  RECALLED: { vi: 'Đã thu hồi', en: 'Recalled' },
  SEND_FAILED: { vi: 'Chuyển không thành công', en: 'Sending failed' },
};

/** Headings of the exported report, in its order; those of durations stand for their median. */
export const figureNames: Readonly<Record<DossierFigure, Bilingual>> = {
  RECEIVED: { vi: 'Tiếp nhận trong kỳ', en: 'Received' },
  CARRIED_OVER: { vi: 'Kỳ trước chuyển sang', en: 'Carried over' },
  ENDED: { vi: 'Kết thúc trong kỳ', en: 'Ended' },
  COMPLETED: { vi: 'Đã giải quyết', en: 'Completed' },
  COMPLETED_EARLY: { vi: 'Trước hạn', en: 'Completed early' },
  COMPLETED_ON_TIME: { vi: 'Đúng hạn', en: 'Completed on time' },
  COMPLETED_LATE: { vi: 'Quá hạn', en: 'Completed late' },
  RETURNED: { vi: 'Đã trả kết quả', en: 'Returned' },
  SENT_TO_IDESK: { vi: 'Đã chuyển sang iDesk', en: 'Sent to iDesk' },
  ISSUED: { vi: 'Văn bản ban hành', en: 'Issued' },
  ATTACHED: { vi: 'Đã đính kèm kết quả', en: 'Results attached' },
  SEND_TO_ISSUE: { vi: 'Trung vị ngày từ chuyển đến ban hành', en: 'Median days from sending to issue' },
  SIGN_TO_ISSUE: { vi: 'Trung vị ngày từ ký đến ban hành', en: 'Median days from signing to issue' },
  ISSUE_TO_ATTACH: { vi: 'Trung vị ngày từ ban hành đến đính kèm', en: 'Median days from issue to results' },
  OPEN: { vi: 'Đang giải quyết', en: 'Open now' },
  OVERDUE: { vi: 'Đang quá hạn', en: 'Overdue now' },
  DUE_SOON: { vi: 'Sắp đến hạn', en: 'Due soon' },
  WAITING_FOR_SUPPLEMENT: { vi: 'Chờ bổ sung', en: 'Waiting for a supplement' },
  SUSPENDED: { vi: 'Tạm dừng', en: 'Suspended' },
  DRAFTING: { vi: 'Đang soạn thảo', en: 'Drafting' },
  AWAITING_APPROVAL: { vi: 'Chờ duyệt', en: 'Awaiting approval' },
  AWAITING_SIGNATURE: { vi: 'Chờ ký', en: 'Awaiting signature' },
  AWAITING_ISSUE: { vi: 'Chờ ban hành', en: 'Awaiting issue' },
  ISSUED_NOT_ATTACHED: { vi: 'Đã ban hành chưa đính kèm', en: 'Issued, not attached' },
  ATTACHED_NOT_RETURNED: { vi: 'Có kết quả chưa trả', en: 'Attached, not returned' },
  TRANSFER_STUCK: { vi: 'Chuyển bị kẹt', en: 'Stuck transfers' },
  TRANSFER_FAILED: { vi: 'Chuyển bị lỗi', en: 'Failed transfers' },
};
