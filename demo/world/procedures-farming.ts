import type { ListedProcedure } from './procedures.ts';

const plantProtection = 'Bảo vệ thực vật';
const crops = 'Trồng trọt';
const livestock = 'Chăn nuôi';
const veterinary = 'Thú y';
const fishery = 'Thủy sản';
const irrigation = 'Thủy lợi';
const quality = 'Quản lý chất lượng nông lâm sản và thủy sản';

/** Sở Nông nghiệp và Phát triển nông thôn. */
export const farmingProcedures: readonly ListedProcedure[] = [
  [
    '1.004363',
    'Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật',
    plantProtection,
    14,
    'TTBVTV',
    'GIAY_PHEP',
  ],
  [
    '1.004346',
    'Cấp lại Giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật',
    plantProtection,
    14,
    'TTBVTV',
    'GIAY_PHEP',
  ],
  ['1.007931', 'Cấp Giấy chứng nhận đủ điều kiện buôn bán phân bón', plantProtection, 10, 'TTBVTV', 'GIAY_PHEP'],
  ['1.007932', 'Cấp lại Giấy chứng nhận đủ điều kiện buôn bán phân bón', plantProtection, 5, 'TTBVTV', 'GIAY_PHEP'],
  ['1.007933', 'Xác nhận nội dung quảng cáo phân bón', plantProtection, 5, 'TTBVTV', 'CONG_VAN'],
  [
    '1.008003',
    'Cấp Quyết định, phục hồi Quyết định công nhận cây đầu dòng, vườn cây đầu dòng, cây công nghiệp, cây ăn quả lâu năm nhân giống bằng phương pháp vô tính',
    crops,
    25,
    'TTBVTV',
    'QUYET_DINH',
  ],
  [
    '1.008126',
    'Cấp Giấy chứng nhận đủ điều kiện sản xuất thức ăn chăn nuôi thương mại, thức ăn chăn nuôi theo đặt hàng',
    livestock,
    20,
    'CNTY',
    'GIAY_PHEP',
  ],
  [
    '1.008128',
    'Cấp Giấy chứng nhận đủ điều kiện chăn nuôi đối với chăn nuôi trang trại quy mô lớn',
    livestock,
    20,
    'CNTY',
    'GIAY_PHEP',
  ],
  ['1.001686', 'Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y', veterinary, 8, 'CNTY', 'GIAY_PHEP'],
  ['1.005319', 'Cấp lại Chứng chỉ hành nghề thú y', veterinary, 3, 'CNTY', 'GIAY_PHEP'],
  ['1.004022', 'Cấp Giấy xác nhận nội dung quảng cáo thuốc thú y', veterinary, 12, 'CNTY', 'CONG_VAN'],
  ['1.003650', 'Cấp giấy chứng nhận đăng ký tàu cá', fishery, 3, 'TS', 'GIAY_PHEP'],
  ['1.003634', 'Cấp lại giấy chứng nhận đăng ký tàu cá', fishery, 3, 'TS', 'GIAY_PHEP'],
  ['1.003681', 'Xóa đăng ký tàu cá', fishery, 3, 'TS', 'QUYET_DINH'],
  ['1.004359', 'Cấp, cấp lại giấy phép khai thác thủy sản', fishery, 6, 'TS', 'GIAY_PHEP'],
  [
    '1.004692',
    'Cấp, cấp lại giấy xác nhận đăng ký nuôi trồng thủy sản lồng bè, đối tượng thủy sản nuôi chủ lực',
    fishery,
    7,
    'TS',
    'GIAY_PHEP',
  ],
  [
    '2.001827',
    'Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở sản xuất, kinh doanh nông, lâm, thủy sản',
    quality,
    15,
    'TS',
    'GIAY_PHEP',
  ],
  [
    '1.004427',
    'Cấp giấy phép cho các hoạt động trong phạm vi bảo vệ công trình thủy lợi: Xây dựng công trình mới; Lập bến, bãi tập kết nguyên liệu, nhiên liệu, vật tư, phương tiện; Khoan, đào khảo sát địa chất',
    irrigation,
    25,
    'TL',
    'GIAY_PHEP',
  ],
  [
    '2.001804',
    'Phê duyệt phương án, điều chỉnh phương án cắm mốc chỉ giới phạm vi bảo vệ công trình thủy lợi trên địa bàn tỉnh',
    irrigation,
    25,
    'TL',
    'QUYET_DINH',
  ],
];
