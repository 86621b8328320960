import type { Bilingual } from '../../../platform/errors.ts';
import type { DossierStatus } from './dossier.ts';

/** Names of the statuses as officers know them. */
export const statusNames: Readonly<Record<DossierStatus, Bilingual>> = {
  RECEIVED: { vi: 'Mới tiếp nhận', en: 'Received' },
  PROCESSING: { vi: 'Đang xử lý', en: 'Processing' },
  SUPPLEMENT_REQUESTED: { vi: 'Yêu cầu bổ sung', en: 'Supplement requested' },
  SUSPENDED: { vi: 'Tạm dừng', en: 'Suspended' },
  WITHDRAWN: { vi: 'Đã rút', en: 'Withdrawn' },
  REJECTED: { vi: 'Từ chối', en: 'Rejected' },
  COMPLETED: { vi: 'Đã có kết quả', en: 'Completed' },
  RETURNED: { vi: 'Đã trả kết quả', en: 'Returned' },
};
