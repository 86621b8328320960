import type { DeskDocument } from '../../subgraphs/idesk/domain/document.ts';
import type { DocumentKind } from '../../subgraphs/idesk/domain/vocabulary.ts';
import type { DemoFiles } from '../files/demo-files.ts';
import { createRandom, type Random } from '../world/random.ts';
import { staffOfDivisions, type Staff } from '../world/staff.ts';
import { workingDayMs } from '../world/working-clock.ts';
import { deskStory, type DeskStory } from './desk-document.ts';
import { schedule, type Milestone, type Moments } from './milestones.ts';
import type { DemoTime } from './outline.ts';

/** Documents that begin in iDesk and belong to no dossier: the office's other paper work. */
const subjects: readonly (readonly [DocumentKind, string])[] = [
  ['CONG_VAN', 'Đôn đốc thực hiện chế độ báo cáo định kỳ'],
  ['CONG_VAN', 'Góp ý dự thảo Nghị quyết của Hội đồng nhân dân tỉnh'],
  ['CONG_VAN', 'Cử cán bộ tham gia lớp tập huấn nghiệp vụ'],
  ['CONG_VAN', 'Trả lời kiến nghị của cử tri'],
  ['QUYET_DINH', 'Thành lập Tổ công tác cải cách thủ tục hành chính'],
  ['QUYET_DINH', 'Phê duyệt kế hoạch lựa chọn nhà thầu'],
  ['THONG_BAO', 'Kết luận giao ban tháng của Ban Giám đốc Sở'],
  ['THONG_BAO', 'Lịch tiếp công dân của lãnh đạo Sở'],
  ['TO_TRINH', 'Đề nghị phê duyệt danh mục dự án chuyển đổi số'],
  ['TO_TRINH', 'Bổ sung dự toán chi thường xuyên'],
  ['BAO_CAO', 'Kết quả kiểm soát thủ tục hành chính quý'],
  ['BAO_CAO', 'Tình hình giải quyết hồ sơ một cửa trong tháng'],
  ['KE_HOACH', 'Kiểm tra công tác cải cách hành chính năm'],
  ['KE_HOACH', 'Tuyên truyền dịch vụ công trực tuyến'],
  ['GIAY_MOI', 'Họp thẩm định hồ sơ đề nghị cấp phép'],
  ['BIEN_BAN', 'Kiểm tra thực tế tại cơ sở'],
  ['OTHER', 'Phiếu chuyển đơn'],
];

const divisions: readonly Staff[] = [...staffOfDivisions.values()];

export interface OrdinaryOutline {
  readonly index: number;
  readonly staff: Staff;
  readonly kind: DocumentKind;
  readonly subject: string;
  readonly createdBy: string;
  readonly moments: Moments;
  readonly cancelled: boolean;
  readonly random: Random;
}

/** One for every eight dossiers. */
export function countOrdinaryDocuments(dossiers: number): number {
  return Math.ceil(dossiers / 8);
}

/** The life of the `index`-th of them, in the order in which they were begun; as repeatable as a dossier's. */
export function ordinaryOutline(index: number, { seed, clock, dossiers }: DemoTime): OrdinaryOutline {
  const random = createRandom(seed, -1 - index);
  const received = (clock.end * (index + random.fraction())) / countOrdinaryDocuments(dossiers);
  const staff = random.pick(divisions);
  const [kind, subject] = random.pick(subjects);
  const cancelled = random.chance(0.04);

  const skips = new Set<Milestone>([...inIgate, 'drafted']);
  if (!random.chance(0.15)) skips.add('sentBack').add('resubmitted');
  if (!random.chance(0.03)) skips.add('recalled');
  if (!random.chance(0.8)) skips.add('archived');
  const last: Milestone | null = cancelled ? 'received' : random.chance(0.05) ? 'received' : null;
  const span = workingDayMs * (2 + random.fraction() * 10);
  const jitter = (): number => random.fraction();
  const moments = schedule({ received, now: clock.end, span, skips, last, jitter, at: (moment) => clock.at(moment) });
  return {
    index,
    staff,
    kind,
    subject,
    createdBy: random.pick(staff.specialists).ssoAccount,
    moments,
    cancelled,
    random,
  };
}

const inIgate = [
  'forwarded',
  'assigned',
  'examined',
  'halted',
  'sent',
  'attached',
  'processed',
  'takenIn',
  'returned',
] as const;

/** Writes it out. */
export function ordinaryStory(outline: OrdinaryOutline, files: DemoFiles, number: () => number): DeskStory {
  const { staff, kind, subject, createdBy, moments, cancelled, random } = outline;
  const createdAt = moments.get('received');
  if (!createdAt) throw new Error('A document of the demo has no beginning.');
  const draft: Extract<DeskDocument, { state: 'DRAFTING' }> = {
    id: random.uuid(createdAt),
    state: 'DRAFTING',
    version: 1,
    createdAt,
    returnReason: null,
    departmentId: staff.department.id,
    divisionId: staff.division.id,
    createdBy,
    subject,
    kind,
    dossierCode: null,
    transferId: null,
    dueAt: null,
    heldSince: null,
    urgency: random.chance(0.2) ? random.pick(['URGENT', 'VERY_URGENT', 'FLASH']) : 'NORMAL',
  };
  const initial = [files.result(staff.department, 'CONG_VAN')];
  const story = deskStory({ draft, moments, staff, files: { initial, drafted: [] }, becomes: draft, number, random });
  return cancelled ? { ...story, document: { ...draft, state: 'CANCELLED', version: 2 } } : story;
}
