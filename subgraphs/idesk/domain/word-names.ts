import type { Bilingual } from '../../../platform/errors.ts';
import type { DocumentKind, DraftState, Urgency } from './vocabulary.ts';

/** What people call the words that the database keeps. */
export const kindNames: Readonly<Record<DocumentKind, Bilingual>> = {
  CONG_VAN: { vi: 'Công văn', en: 'Official letter' },
  QUYET_DINH: { vi: 'Quyết định', en: 'Decision' },
  THONG_BAO: { vi: 'Thông báo', en: 'Notice' },
  TO_TRINH: { vi: 'Tờ trình', en: 'Proposal' },
  BAO_CAO: { vi: 'Báo cáo', en: 'Report' },
  GIAY_PHEP: { vi: 'Giấy phép', en: 'Licence' },
  KE_HOACH: { vi: 'Kế hoạch', en: 'Plan' },
  GIAY_MOI: { vi: 'Giấy mời', en: 'Invitation' },
  BIEN_BAN: { vi: 'Biên bản', en: 'Minutes' },
  OTHER: { vi: 'Khác', en: 'Other' },
};

export const stateNames: Readonly<Record<DraftState, Bilingual>> = {
  DRAFTING: { vi: 'Đang soạn thảo', en: 'Drafting' },
  SUBMITTED: { vi: 'Chờ duyệt', en: 'Submitted' },
  APPROVED: { vi: 'Chờ ký', en: 'Approved' },
  SIGNED: { vi: 'Chờ ban hành', en: 'Signed' },
  ISSUED: { vi: 'Đã ban hành', en: 'Issued' },
  CANCELLED: { vi: 'Đã hủy', en: 'Cancelled' },
};

export const urgencyNames: Readonly<Record<Urgency, Bilingual>> = {
  NORMAL: { vi: 'Thường', en: 'Normal' },
  URGENT: { vi: 'Khẩn', en: 'Urgent' },
  VERY_URGENT: { vi: 'Thượng khẩn', en: 'Very urgent' },
  FLASH: { vi: 'Hỏa tốc', en: 'Flash' },
};
