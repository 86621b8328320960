import type { Random } from './random.ts';

/** Names, addresses and companies that could be, of nobody in particular. */

const familyNames = [
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Trần',
  'Trần',
  'Lê',
  'Lê',
  'Phạm',
  'Phạm',
  'Huỳnh',
  'Huỳnh',
  'Võ',
  'Võ',
  'Phan',
  'Trương',
  'Bùi',
  'Đặng',
  'Đỗ',
  'Ngô',
  'Hồ',
  'Dương',
  'Đinh',
  'Đoàn',
  'Lý',
  'Mai',
  'Tạ',
  'Châu',
  'Cao',
] as const;

const womens = {
  middle: ['Thị', 'Thị', 'Thị Kim', 'Thị Thu', 'Thị Ngọc', 'Thị Mỹ', 'Thị Bích', 'Ngọc', 'Thanh', 'Thùy'],
  given: [
    'Hà',
    'Hương',
    'Lan',
    'Linh',
    'Mai',
    'Nga',
    'Ngân',
    'Nhung',
    'Oanh',
    'Phượng',
    'Quyên',
    'Thảo',
    'Thủy',
    'Trang',
    'Trinh',
    'Tuyết',
    'Vy',
    'Yến',
    'Diễm',
    'Hạnh',
  ],
} as const;

const mens = {
  middle: [
    'Văn',
    'Văn',
    'Văn',
    'Đình',
    'Hữu',
    'Minh',
    'Quang',
    'Quốc',
    'Thanh',
    'Xuân',
    'Công',
    'Đức',
    'Ngọc',
    'Thành',
  ],
  given: [
    'An',
    'Bình',
    'Cường',
    'Dũng',
    'Đạt',
    'Hải',
    'Hiếu',
    'Hùng',
    'Khánh',
    'Long',
    'Nam',
    'Phong',
    'Phúc',
    'Quân',
    'Sơn',
    'Thắng',
    'Tín',
    'Toàn',
    'Trung',
    'Tuấn',
    'Việt',
    'Vinh',
  ],
} as const;

const places = [
  [
    'thành phố Quy Nhơn',
    ['phường Trần Phú', 'phường Lê Lợi', 'phường Nhơn Phú', 'phường Bùi Thị Xuân', 'phường Ghềnh Ráng', 'xã Nhơn Lý'],
  ],
  ['thị xã An Nhơn', ['phường Bình Định', 'phường Đập Đá', 'phường Nhơn Hưng', 'xã Nhơn Lộc']],
  ['thị xã Hoài Nhơn', ['phường Bồng Sơn', 'phường Tam Quan', 'phường Hoài Hảo', 'xã Hoài Mỹ']],
  ['huyện Tuy Phước', ['thị trấn Tuy Phước', 'thị trấn Diêu Trì', 'xã Phước Lộc', 'xã Phước Sơn']],
  ['huyện Tây Sơn', ['thị trấn Phú Phong', 'xã Bình Nghi', 'xã Tây Thuận']],
  ['huyện Phù Cát', ['thị trấn Ngô Mây', 'thị trấn Cát Tiến', 'xã Cát Hanh', 'xã Cát Khánh']],
  ['huyện Phù Mỹ', ['thị trấn Phù Mỹ', 'thị trấn Bình Dương', 'xã Mỹ An']],
  ['huyện Hoài Ân', ['thị trấn Tăng Bạt Hổ', 'xã Ân Thạnh']],
  ['huyện An Lão', ['thị trấn An Lão', 'xã An Hòa']],
  ['huyện Vĩnh Thạnh', ['thị trấn Vĩnh Thạnh', 'xã Vĩnh Quang']],
  ['huyện Vân Canh', ['thị trấn Vân Canh', 'xã Canh Vinh']],
] as const;

const streets = [
  'Nguyễn Huệ',
  'Trần Hưng Đạo',
  'Lê Hồng Phong',
  'Quang Trung',
  'Hùng Vương',
  'Nguyễn Thái Học',
  'Lý Thường Kiệt',
  'Phan Bội Châu',
  'Tây Sơn',
] as const;

const businesses = [
  'Công ty TNHH',
  'Công ty TNHH',
  'Công ty TNHH MTV',
  'Công ty Cổ phần',
  'Doanh nghiệp tư nhân',
  'Hợp tác xã',
  'Hộ kinh doanh',
] as const;

const businessNames = [
  'An Phát',
  'Bình Minh',
  'Hoàng Gia',
  'Thành Đạt',
  'Đại Phúc',
  'Minh Long',
  'Nam Việt',
  'Phú Tài',
  'Quy Nhơn Xanh',
  'Sao Biển',
  'Tân Tiến',
  'Thiên Ân',
  'Trường Thịnh',
  'Vạn Lộc',
  'Hải Âu',
  'Đông Dương',
  'Gia Khang',
  'Hưng Thịnh Phát',
  'Kim Cúc',
  'Miền Trung',
] as const;

export interface DemoApplicant {
  readonly fullName: string;
  readonly nationalId: string;
  readonly phone: string;
  readonly email: string | null;
  readonly address: string;
}

export function personName(random: Random): string {
  const { middle, given } = random.chance(0.5) ? womens : mens;
  return `${random.pick(familyNames)} ${random.pick(middle)} ${random.pick(given)}`;
}

/** Người nộp hồ sơ: a citizen, or a citizen on behalf of a business. */
export function applicant(random: Random): DemoApplicant {
  const person = personName(random);
  const business = random.chance(0.45) ? `${random.pick(businesses)} ${random.pick(businessNames)}` : null;
  const [district, wards] = random.pick(places);
  return {
    fullName: business ? `${business} (${person})` : person,
    // 052 is the province of Bình Định; then sex and century, year of birth, and a serial number.
    nationalId: `052${random.whole(0, 1)}${random.whole(60, 99)}${random.digits(6)}`,
    phone: `09${random.digits(8)}`,
    email: random.chance(0.6) ? `${accountName(person)}${random.digits(2)}@example.com` : null,
    address: `${random.whole(1, 480)} ${random.pick(streets)}, ${random.pick(wards)}, ${district}, tỉnh Bình Định`,
  };
}

/**
 * The given name, then the initials of the rest, as the province names its SSO accounts: Nguyễn Thị Hoa is hoant.
 */
export function accountName(fullName: string): string {
  const { given, initials } = nameParts(fullName);
  return given + initials;
}

/** The initials, then the given name, as iGate names its accounts: Nguyễn Thị Hoa is nthoa. */
export function igateAccountName(fullName: string): string {
  const { given, initials } = nameParts(fullName);
  return initials + given;
}

function nameParts(fullName: string): { given: string; initials: string } {
  const words = fullName
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .split(' ');
  const given = words.at(-1) ?? '';
  const initials = words
    .slice(0, -1)
    .map((word) => word.slice(0, 1))
    .join('');
  return { given, initials };
}
