import type { ListedProcedure } from './procedures.ts';

const post = 'Bưu chính';
const broadcasting = 'Phát thanh, truyền hình và thông tin điện tử';
const publishing = 'Xuất bản, In và Phát hành';
const press = 'Báo chí';

/** Sở Thông tin và Truyền thông. */
export const informationProcedures: readonly ListedProcedure[] = [
  ['1.003659', 'Cấp giấy phép bưu chính', post, 20, 'BCVT', 'GIAY_PHEP'],
  ['1.003687', 'Sửa đổi, bổ sung giấy phép bưu chính', post, 7, 'BCVT', 'GIAY_PHEP'],
  ['1.003633', 'Cấp lại giấy phép bưu chính khi hết hạn', post, 7, 'BCVT', 'GIAY_PHEP'],
  ['1.004379', 'Cấp lại giấy phép bưu chính khi bị mất hoặc hư hỏng không sử dụng được', post, 5, 'BCVT', 'GIAY_PHEP'],
  ['1.004470', 'Cấp văn bản xác nhận thông báo hoạt động bưu chính', post, 7, 'BCVT', 'THONG_BAO'],
  [
    '1.005442',
    'Cấp lại văn bản xác nhận thông báo hoạt động bưu chính khi bị mất hoặc hư hỏng không sử dụng được',
    post,
    5,
    'BCVT',
    'THONG_BAO',
  ],
  ['1.010902', 'Sửa đổi, bổ sung văn bản xác nhận thông báo hoạt động bưu chính', post, 5, 'BCVT', 'THONG_BAO'],
  [
    '2.001765',
    'Cấp đăng ký thu tín hiệu truyền hình nước ngoài trực tiếp từ vệ tinh',
    broadcasting,
    15,
    'CNTT',
    'GIAY_PHEP',
  ],
  [
    '1.003384',
    'Sửa đổi, bổ sung Giấy chứng nhận đăng ký thu tín hiệu truyền hình nước ngoài trực tiếp từ vệ tinh',
    broadcasting,
    15,
    'CNTT',
    'GIAY_PHEP',
  ],
  [
    '2.001766',
    'Thông báo thay đổi phương thức, phạm vi cung cấp dịch vụ trò chơi điện tử G1 trên mạng đã được phê duyệt',
    broadcasting,
    7,
    'CNTT',
    'THONG_BAO',
  ],
  [
    '1.000067',
    'Thông báo thay đổi chủ sở hữu, địa chỉ trụ sở chính của tổ chức, doanh nghiệp cung cấp dịch vụ trò chơi điện tử G2, G3, G4 trên mạng',
    broadcasting,
    7,
    'CNTT',
    'THONG_BAO',
  ],
  ['2.001098', 'Cấp giấy phép thiết lập trang thông tin điện tử tổng hợp', broadcasting, 10, 'TTBCXB', 'GIAY_PHEP'],
  [
    '1.005452',
    'Sửa đổi, bổ sung giấy phép thiết lập trang thông tin điện tử tổng hợp',
    broadcasting,
    10,
    'TTBCXB',
    'GIAY_PHEP',
  ],
  ['2.001091', 'Gia hạn giấy phép thiết lập trang thông tin điện tử tổng hợp', broadcasting, 10, 'TTBCXB', 'GIAY_PHEP'],
  ['2.001087', 'Cấp lại giấy phép thiết lập trang thông tin điện tử tổng hợp', broadcasting, 10, 'TTBCXB', 'GIAY_PHEP'],
  ['1.003868', 'Cấp giấy phép xuất bản tài liệu không kinh doanh', publishing, 10, 'TTBCXB', 'GIAY_PHEP'],
  ['1.003725', 'Cấp giấy phép nhập khẩu xuất bản phẩm không kinh doanh', publishing, 10, 'TTBCXB', 'GIAY_PHEP'],
  ['1.003114', 'Cấp Giấy xác nhận đăng ký hoạt động phát hành xuất bản phẩm', publishing, 5, 'TTBCXB', 'THONG_BAO'],
  ['2.001594', 'Cấp giấy phép hoạt động in xuất bản phẩm', publishing, 15, 'TTBCXB', 'GIAY_PHEP'],
  ['1.004153', 'Cấp giấy phép hoạt động in', publishing, 10, 'TTBCXB', 'GIAY_PHEP'],
  ['2.001740', 'Xác nhận đăng ký hoạt động cơ sở in', publishing, 5, 'TTBCXB', 'THONG_BAO'],
  ['1.009374', 'Cấp giấy phép xuất bản bản tin (địa phương)', press, 10, 'TTBCXB', 'GIAY_PHEP'],
  ['2.001171', 'Cho phép họp báo (trong nước)', press, 2, 'TTBCXB', 'CONG_VAN'],
];
