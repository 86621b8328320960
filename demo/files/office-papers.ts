import type { DemoDepartment } from '../world/departments.ts';
import type { ResultKind } from '../world/procedures.ts';
import type { AdministrativeDocument } from './administrative-document.ts';

const superior = 'ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH';

const titles: Readonly<Record<ResultKind, string | null>> = {
  GIAY_PHEP: 'GIẤY PHÉP',
  QUYET_DINH: 'QUYẾT ĐỊNH',
  THONG_BAO: 'THÔNG BÁO',
  CONG_VAN: null,
};

interface ResultPaper {
  readonly department: DemoDepartment;
  readonly kind: ResultKind;
  /** Số, ký hiệu; the number left out where the paper has not been numbered. */
  readonly symbol: string;
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  readonly subject: string;
  /** Abbreviation of the division that drafted it. */
  readonly division: string;
  readonly leader: string;
}

/** What the applicant gets in the end, for a dossier that is granted. */
export function resultPaper({
  department,
  kind,
  symbol,
  date,
  subject,
  division,
  leader,
}: ResultPaper): AdministrativeDocument {
  const title = titles[kind];
  return {
    superior,
    issuer: department.name,
    symbol,
    date,
    title,
    subject: title === null ? lowerFirst(subject) : subject,
    addressee: title === null ? 'Tổ chức, cá nhân có tên trong hồ sơ' : null,
    paragraphs: [
      'Căn cứ Luật Tổ chức chính quyền địa phương; Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính;',
      `Căn cứ chức năng, nhiệm vụ và quyền hạn của ${department.name} tỉnh Bình Định;`,
      'Xét hồ sơ đề nghị của tổ chức, cá nhân và kết quả thẩm định của phòng chuyên môn,',
      `${department.name} chấp thuận nội dung: ${subject}. Tổ chức, cá nhân có tên trong hồ sơ thực hiện đúng nội dung được chấp thuận và chịu sự kiểm tra của cơ quan có thẩm quyền.`,
      'Văn bản này có hiệu lực kể từ ngày ký.',
    ],
    signer: { position: 'KT. Giám đốc\nPhó Giám đốc', fullName: leader },
    recipients: ['Như trên', 'Trung tâm PVHCC tỉnh', 'Lãnh đạo Sở', `Lưu: VT, ${division}`],
  };
}

/** Thông báo từ chối: what the applicant gets where the dossier cannot be granted. */
export function refusalPaper(department: DemoDepartment, leader: string): AdministrativeDocument {
  return {
    superior,
    issuer: department.name,
    symbol: `      /TB-${department.code}`,
    date: null,
    title: 'THÔNG BÁO',
    subject: 'Về việc không giải quyết hồ sơ thủ tục hành chính',
    addressee: null,
    paragraphs: [
      `${department.name} đã thẩm định hồ sơ và nhận thấy hồ sơ chưa đáp ứng điều kiện theo quy định.`,
      'Vì vậy, hồ sơ không được giải quyết. Tổ chức, cá nhân có thể hoàn thiện hồ sơ và nộp lại tại Trung tâm Phục vụ hành chính công tỉnh.',
    ],
    signer: { position: 'KT. Giám đốc\nPhó Giám đốc', fullName: leader },
    recipients: ['Như trên', 'Trung tâm PVHCC tỉnh', 'Lưu: VT'],
  };
}

/** Phiếu thẩm định: what the specialist writes down while examining the dossier. */
export function examinationPaper(department: DemoDepartment): AdministrativeDocument {
  return {
    superior: department.name.toUpperCase(),
    issuer: department.divisions[0]?.name ?? department.name,
    symbol: '      /PTĐ',
    date: null,
    title: 'PHIẾU THẨM ĐỊNH',
    subject: 'Hồ sơ thủ tục hành chính',
    addressee: null,
    paragraphs: [
      '1. Thành phần hồ sơ: đầy đủ, hợp lệ theo danh mục của thủ tục hành chính.',
      '2. Nội dung: phù hợp với quy định của pháp luật chuyên ngành; đã đối chiếu với cơ sở dữ liệu quản lý.',
      '3. Đề xuất: trình lãnh đạo xem xét, ký ban hành văn bản kết quả; chuyển hồ sơ sang văn phòng điện tử iDesk để xử lý.',
    ],
    signer: { position: 'Chuyên viên thẩm định', fullName: '' },
    recipients: ['Lãnh đạo phòng', 'Lưu hồ sơ'],
  };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
