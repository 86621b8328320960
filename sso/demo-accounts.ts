/** An officer as the province's single sign-on knows them. */
export interface SsoAccount {
  /** In full, with the domain: `hoant@stttt.binhdinh.gov.vn`. */
  readonly account: string;
  readonly fullName: string;
  /** Position and place, as the login page shows it beside the name. */
  readonly position: string;
}

/** Everybody who can sign in. For development: one password for all, and the login page shows it. */
export interface AccountDirectory {
  /** Completes a name that is typed without a domain. */
  readonly domain: string;
  readonly password: string;
  readonly accounts: readonly SsoAccount[];
}

const department = 'Sở Thông tin và Truyền thông';
const domain = 'stttt.binhdinh.gov.vn';

/** The officers of the demo data. */
export const demoAccounts: AccountDirectory = {
  domain,
  password: 'lienthong-demo',
  accounts: [
    officer('hoant', 'Nguyễn Thị Hoa', 'Chuyên viên phòng Bưu chính Viễn thông'),
    officer('chuyenvien2', 'Trần Minh Quân', 'Chuyên viên phòng Công nghệ thông tin'),
    officer('truongphong', 'Lê Văn Dũng', 'Trưởng phòng Bưu chính Viễn thông'),
    officer('lanhdao', 'Phạm Quốc Thắng', `Phó Giám đốc ${department}`),
    officer('vanthu', 'Võ Thị Kim Liên', `Văn thư ${department}`),
    officer('motcua', 'Đặng Thị Thu Hà', 'Cán bộ một cửa, Trung tâm Phục vụ hành chính công'),
    officer('quantri', 'Bùi Anh Tuấn', 'Quản trị hệ thống'),
    officer('baocao', 'Huỳnh Ngọc Mai', 'Chuyên viên tổng hợp báo cáo'),
    officer('chualienket', 'Đỗ Hoàng Nam', 'Chuyên viên, tài khoản iGate chưa liên kết'),
    {
      account: 'chuyenvien@snnptnt.binhdinh.gov.vn',
      fullName: 'Hồ Thị Thanh Tâm',
      position: 'Chuyên viên Sở Nông nghiệp và Phát triển nông thôn',
    },
  ],
};

function officer(name: string, fullName: string, position: string): SsoAccount {
  return { account: `${name}@${domain}`, fullName, position };
}

/** What somebody typed as an account name, in full and in lower case; names without a domain get the directory's. */
export function fullAccountName(directory: AccountDirectory, typed: string): string {
  const name = typed.normalize('NFC').trim().toLowerCase();
  return name === '' || name.includes('@') ? name : `${name}@${directory.domain}`;
}
