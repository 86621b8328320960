import type { ListedProcedure } from './procedures.ts';

const trade = 'Xúc tiến thương mại';
const circulation = 'Lưu thông hàng hóa trong nước';
const foreignTrade = 'Thương mại quốc tế';
const lawyers = 'Luật sư';
const notaries = 'Công chứng';
const building = 'Hoạt động xây dựng';
const realEstate = 'Kinh doanh bất động sản';

/** Sở Công Thương. */
export const industryProcedures: readonly ListedProcedure[] = [
  [
    '2.000004',
    'Đăng ký hoạt động khuyến mại đối với chương trình khuyến mại mang tính may rủi thực hiện trên địa bàn 1 tỉnh, thành phố trực thuộc Trung ương',
    trade,
    5,
    'QLTM',
    'CONG_VAN',
  ],
  ['2.000131', 'Đăng ký tổ chức hội chợ, triển lãm thương mại tại Việt Nam', trade, 7, 'QLTM', 'CONG_VAN'],
  ['2.000648', 'Cấp Giấy chứng nhận cửa hàng đủ điều kiện bán lẻ xăng dầu', circulation, 20, 'QLNL', 'GIAY_PHEP'],
  [
    '2.000674',
    'Cấp Giấy xác nhận đủ điều kiện làm tổng đại lý kinh doanh xăng dầu thuộc thẩm quyền cấp của Sở Công Thương',
    circulation,
    20,
    'QLNL',
    'GIAY_PHEP',
  ],
  [
    '2.001624',
    'Cấp Giấy phép bán buôn rượu trên địa bàn tỉnh, thành phố trực thuộc Trung ương',
    circulation,
    10,
    'QLTM',
    'GIAY_PHEP',
  ],
  ['2.000309', 'Đăng ký hoạt động bán hàng đa cấp tại địa phương', 'Quản lý bán hàng đa cấp', 7, 'QLTM', 'CONG_VAN'],
  [
    '2.000063',
    'Cấp Giấy phép thành lập Văn phòng đại diện của thương nhân nước ngoài tại Việt Nam',
    foreignTrade,
    7,
    'QLTM',
    'GIAY_PHEP',
  ],
  [
    '2.000591',
    'Cấp Giấy chứng nhận đủ điều kiện an toàn thực phẩm đối với cơ sở sản xuất, kinh doanh thực phẩm do Sở Công Thương thực hiện',
    'An toàn thực phẩm',
    20,
    'KTATMT',
    'GIAY_PHEP',
  ],
  [
    '2.001547',
    'Cấp Giấy chứng nhận đủ điều kiện sản xuất hóa chất sản xuất, kinh doanh có điều kiện trong lĩnh vực công nghiệp',
    'Hóa chất',
    12,
    'KTATMT',
    'GIAY_PHEP',
  ],
];

/** Sở Tư pháp. */
export const justiceProcedures: readonly ListedProcedure[] = [
  [
    '2.000488',
    'Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam',
    'Lý lịch tư pháp',
    10,
    'HCTP',
    'GIAY_PHEP',
  ],
  ['1.005136', 'Nhập quốc tịch Việt Nam', 'Quốc tịch', 40, 'HCTP', 'CONG_VAN'],
  ['1.002010', 'Đăng ký hoạt động của tổ chức hành nghề luật sư', lawyers, 10, 'BTTP', 'GIAY_PHEP'],
  ['1.002032', 'Thay đổi nội dung đăng ký hoạt động của tổ chức hành nghề luật sư', lawyers, 10, 'BTTP', 'GIAY_PHEP'],
  ['1.001877', 'Thành lập Văn phòng công chứng', notaries, 20, 'BTTP', 'QUYET_DINH'],
  ['2.000789', 'Đăng ký hoạt động Văn phòng công chứng', notaries, 10, 'BTTP', 'GIAY_PHEP'],
  ['2.001395', 'Đăng ký hoạt động của doanh nghiệp đấu giá tài sản', 'Đấu giá tài sản', 7, 'BTTP', 'GIAY_PHEP'],
];

/** Sở Xây dựng. */
export const constructionProcedures: readonly ListedProcedure[] = [
  [
    '1.009982',
    'Cấp chứng chỉ hành nghề hoạt động xây dựng lần đầu hạng II, hạng III',
    building,
    20,
    'QLXD',
    'QUYET_DINH',
  ],
  [
    '1.009988',
    'Cấp chứng chỉ năng lực hoạt động xây dựng lần đầu, hạng II, hạng III',
    building,
    20,
    'QLXD',
    'QUYET_DINH',
  ],
  [
    '1.009972',
    'Thẩm định Báo cáo nghiên cứu khả thi đầu tư xây dựng, điều chỉnh Báo cáo nghiên cứu khả thi đầu tư xây dựng',
    building,
    25,
    'QLXD',
    'THONG_BAO',
  ],
  [
    '1.009973',
    'Thẩm định thiết kế xây dựng triển khai sau thiết kế cơ sở, điều chỉnh thiết kế xây dựng triển khai sau thiết kế cơ sở',
    building,
    30,
    'QLXD',
    'THONG_BAO',
  ],
  ['1.008891', 'Cấp chứng chỉ hành nghề kiến trúc', 'Quy hoạch xây dựng, kiến trúc', 15, 'QHKT', 'QUYET_DINH'],
  ['1.002572', 'Cấp chứng chỉ hành nghề môi giới bất động sản', realEstate, 10, 'QLN', 'QUYET_DINH'],
  [
    '1.007750',
    'Thông báo nhà ở hình thành trong tương lai đủ điều kiện được bán, cho thuê mua',
    'Nhà ở và công sở',
    15,
    'QLN',
    'THONG_BAO',
  ],
];
