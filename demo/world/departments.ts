import { fixedUuid } from './random.ts';

/** Phòng, chi cục: where dossiers are processed. */
export interface DemoDivision {
  readonly id: string;
  /** Abbreviation, as it stands in the symbol of a công văn: BCVT. */
  readonly code: string;
  readonly name: string;
}

/** Sở of the province of Bình Định. */
export interface DemoDepartment {
  readonly id: string;
  /** Abbreviation, as it stands in the symbol of its documents: STTTT. */
  readonly code: string;
  /** First part of its dossier codes. */
  readonly agencyCode: string;
  readonly name: string;
  readonly emailDomain: string;
  readonly divisions: readonly DemoDivision[];
}

function listed(
  code: string,
  agencyCode: string,
  name: string,
  emailDomain: string,
  divisions: readonly (readonly [code: string, name: string])[],
): DemoDepartment {
  return {
    id: fixedUuid(`department ${code}`),
    code,
    agencyCode,
    name,
    emailDomain,
    divisions: divisions.map(([divisionCode, divisionName]) => ({
      id: fixedUuid(`division ${code} ${divisionCode}`),
      code: divisionCode,
      name: divisionName,
    })),
  };
}

export const departments: readonly DemoDepartment[] = [
  listed('STTTT', '000.00.13.H08', 'Sở Thông tin và Truyền thông', 'stttt.binhdinh.gov.vn', [
    ['BCVT', 'Phòng Bưu chính Viễn thông'],
    ['CNTT', 'Phòng Công nghệ thông tin'],
    ['TTBCXB', 'Phòng Thông tin - Báo chí - Xuất bản'],
  ]),
  listed('SNN', '000.00.10.H08', 'Sở Nông nghiệp và Phát triển nông thôn', 'snnptnt.binhdinh.gov.vn', [
    ['TTBVTV', 'Chi cục Trồng trọt và Bảo vệ thực vật'],
    ['CNTY', 'Chi cục Chăn nuôi và Thú y'],
    ['TS', 'Chi cục Thủy sản'],
    ['TL', 'Chi cục Thủy lợi'],
  ]),
  listed('SCT', '000.00.03.H08', 'Sở Công Thương', 'sct.binhdinh.gov.vn', [
    ['QLTM', 'Phòng Quản lý thương mại'],
    ['QLNL', 'Phòng Quản lý năng lượng'],
    ['KTATMT', 'Phòng Kỹ thuật an toàn và Môi trường'],
  ]),
  listed('STP', '000.00.14.H08', 'Sở Tư pháp', 'stp.binhdinh.gov.vn', [
    ['HCTP', 'Phòng Hành chính tư pháp'],
    ['BTTP', 'Phòng Bổ trợ tư pháp'],
  ]),
  listed('SXD', '000.00.16.H08', 'Sở Xây dựng', 'sxd.binhdinh.gov.vn', [
    ['QLXD', 'Phòng Quản lý xây dựng'],
    ['QHKT', 'Phòng Quy hoạch - Kiến trúc'],
    ['QLN', 'Phòng Quản lý nhà và Thị trường bất động sản'],
  ]),
];

/** @throws Error where no demo department has this abbreviation. */
export function departmentOf(code: string): DemoDepartment {
  const found = departments.find((one) => one.code === code);
  if (!found) throw new Error(`The demo has no department ${code}.`);
  return found;
}

/** @throws Error where the department has no division with this abbreviation. */
export function divisionOf(department: DemoDepartment, code: string): DemoDivision {
  const found = department.divisions.find((one) => one.code === code);
  if (!found) throw new Error(`${department.code} has no division ${code} in the demo.`);
  return found;
}
