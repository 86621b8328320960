import type { Bilingual } from '../../../platform/errors.ts';
import type { Action, DossierAction } from './permissions.ts';
import type { StepKind } from './steps.ts';

/** Names of the steps as officers know them. */
export const stepNames: Readonly<Record<StepKind, Bilingual>> = {
  RECEPTION: { vi: 'Tiếp nhận hồ sơ', en: 'Reception' },
  ASSIGNMENT: { vi: 'Phân công xử lý', en: 'Assignment' },
  PROCESSING: { vi: 'Thụ lý hồ sơ', en: 'Processing' },
  RESULT_INTAKE: { vi: 'Tiếp nhận kết quả', en: 'Result intake' },
  AWAITING_RETURN: { vi: 'Chờ trả kết quả', en: 'Awaiting return' },
  RETURNED: { vi: 'Đã trả kết quả', en: 'Returned' },
};

/** What an officer asks for as such, before there is a row. */
export type RightWithoutRow = Extract<Action, 'RECEIVE' | 'SEE_AUDIT_LOG' | 'SEE_FIGURES' | 'CHANGE_CALENDAR'>;

/** Why somebody may not do it at all, and who may. */
export const forbidden: Readonly<Record<DossierAction | RightWithoutRow, Bilingual>> = {
  SEE_AUDIT_LOG: {
    vi: 'Chỉ quản trị viên mới được xem nhật ký hệ thống.',
    en: 'Only administrators may read the audit log.',
  },
  SEE_FIGURES: {
    vi: 'Vai trò của bạn không xem báo cáo. Hãy nhờ quản trị cấp vai trò xem báo cáo.',
    en: 'Your role sees no reports. Ask the administrator for the report viewer’s role.',
  },
  CHANGE_CALENDAR: {
    vi: 'Chỉ quản trị viên mới được sửa lịch làm việc.',
    en: 'Only administrators may change the working calendar.',
  },
  RECEIVE: {
    vi: 'Chỉ cán bộ một cửa mới được tiếp nhận hồ sơ.',
    en: 'Only a one-stop officer may receive dossiers.',
  },
  ASSIGN: {
    vi: 'Chỉ lãnh đạo phòng phụ trách thủ tục mới được phân công hồ sơ này.',
    en: 'Only the head of the division in charge of the procedure may assign this dossier.',
  },
  ADD_ATTACHMENTS: {
    vi: 'Cán bộ một cửa thêm thành phần hồ sơ; chuyên viên thụ lý thêm tệp tin xử lý. Bạn không thêm được loại tệp này.',
    en: 'One-stop officers add components, the assigned specialist adds processing files. You may not add files of this kind.',
  },
  REQUEST_SUPPLEMENT: {
    vi: 'Cán bộ một cửa yêu cầu bổ sung trước khi phân công, chuyên viên thụ lý yêu cầu trong bước thụ lý. Hãy nhờ người phụ trách.',
    en: 'The one-stop officer requests a supplement before the assignment, the assigned specialist while processing. Ask the one in charge.',
  },
  SUSPEND: {
    vi: 'Chỉ lãnh đạo phòng phụ trách mới được tạm dừng hồ sơ này.',
    en: 'Only the head of the division in charge may suspend this dossier.',
  },
  RESUME: {
    vi: 'Hồ sơ chờ bổ sung do cán bộ một cửa hoặc chuyên viên thụ lý cho tiếp tục; hồ sơ tạm dừng do lãnh đạo phòng cho tiếp tục.',
    en: 'The counter or the assigned specialist resumes a dossier that waited for a supplement, the division head one that was suspended.',
  },
  SEND_TO_IDESK: {
    vi: 'Chỉ chuyên viên đang thụ lý hồ sơ mới được chuyển hồ sơ sang iDesk.',
    en: 'Only the specialist to whom the dossier is assigned may send it to iDesk.',
  },
  ATTACH_RESULTS: {
    vi: 'Chỉ chuyên viên thụ lý hoặc cán bộ một cửa mới được lấy kết quả từ iDesk.',
    en: 'Only the assigned specialist or a one-stop officer may attach results from iDesk.',
  },
  COMPLETE_STEP: {
    vi: 'Bước hiện tại do người khác phụ trách. Hãy để người đó hoàn thành bước này.',
    en: 'Somebody else is in charge of the current step. Leave its completion to them.',
  },
  RETRY_TRANSFER: {
    vi: 'Chỉ cán bộ đã chuyển và còn thấy hồ sơ, hoặc quản trị viên, mới được chuyển lại. Hãy báo một trong những người này.',
    en: 'Only the officer who asked for the transfer, while they see the dossier, or an administrator may retry it. Ask one of them.',
  },
};

/** Why a dossier that rests takes no action. */
export const stopped: Bilingual = {
  vi: 'Hồ sơ đang chờ bổ sung, tạm dừng, đã rút hoặc bị từ chối nên không xử lý tiếp được.',
  en: 'The dossier is waiting for a supplement, suspended, withdrawn or rejected, so it cannot be processed further.',
};

export const notOnHold: Bilingual = {
  vi: 'Hồ sơ không chờ bổ sung và không tạm dừng nên không cần cho tiếp tục.',
  en: 'The dossier is neither waiting for a supplement nor suspended, so there is nothing to resume.',
};

/** Why results that were on their way are not attached any more. */
export const closed: Bilingual = {
  vi: 'Hồ sơ đã rút, bị từ chối hoặc đã trả kết quả trong khi chờ, nên không lấy kết quả về nữa.',
  en: 'The dossier was withdrawn, rejected or returned while results were on their way, so they are not attached any more.',
};

export const mayNotReveal: Bilingual = {
  vi: 'Bạn không được xem dữ liệu cá nhân của người nộp hồ sơ này. Hãy bỏ `reveal`.',
  en: 'You may not see the personal data of this applicant. Ask without `reveal`.',
};

export const noFailedTransfer: Bilingual = {
  vi: 'Hồ sơ không có lần chuyển nào bị lỗi.',
  en: 'No transfer of this dossier has failed.',
};

export const noLinkedSsoAccount: Bilingual = {
  vi: 'Tài khoản iGate của bạn chưa liên kết tài khoản SSO. Hãy khai báo "Tài khoản liên kết cổng CBCC" rồi gửi lại.',
  en: 'Your iGate account has no linked SSO account. Link one with `linkSsoAccount`, then send again.',
};

/** Why an action must wait, or comes too late, in this step. */
export function wrongStep(action: DossierAction, step: StepKind): Bilingual {
  if (action === 'COMPLETE_STEP' && step === 'ASSIGNMENT') {
    return {
      vi: 'Hồ sơ đang chờ phân công. Hãy phân công người thụ lý thay vì hoàn thành bước.',
      en: 'The dossier is waiting to be assigned. Assign it instead of completing the step.',
    };
  }
  return {
    vi: `Hồ sơ đang ở bước "${stepNames[step].vi}", không làm được việc này. Hãy tải lại hồ sơ.`,
    en: `The dossier is in the step "${stepNames[step].en}", where this cannot be done. Reload the dossier.`,
  };
}
