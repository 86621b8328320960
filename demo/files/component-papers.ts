import type { AdministrativeDocument } from './administrative-document.ts';

/** A paper that citizens hand in (thành phần hồ sơ), under the name its scan is given. */
export interface ComponentPaper {
  readonly fileName: string;
  readonly paper: AdministrativeDocument;
}

function paper(
  fileName: string,
  title: string,
  subject: string,
  paragraphs: readonly string[],
  signer: AdministrativeDocument['signer'] = { position: 'Người nộp hồ sơ', fullName: '(ký, ghi rõ họ tên)' },
): ComponentPaper {
  const form = { superior: null, issuer: null, symbol: null, date: null, addressee: null, recipients: [] };
  return { fileName, paper: { ...form, title, subject, paragraphs, signer } };
}

const truth =
  'Tôi cam đoan những nội dung nêu trên là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình.';

/** Handed in with every dossier. */
export const applicationForm: ComponentPaper = paper(
  'Đơn đề nghị giải quyết thủ tục hành chính.pdf',
  'ĐƠN ĐỀ NGHỊ',
  'Giải quyết thủ tục hành chính',
  [
    'Kính gửi: Bộ phận Một cửa, Trung tâm Phục vụ hành chính công tỉnh Bình Định.',
    'Người đề nghị đã khai đầy đủ họ tên, số căn cước, nơi cư trú và điện thoại liên hệ khi nộp hồ sơ tại quầy.',
    'Đề nghị cơ quan có thẩm quyền xem xét, giải quyết thủ tục hành chính theo quy định hiện hành; hồ sơ kèm theo gồm các giấy tờ liệt kê tại phiếu tiếp nhận.',
    truth,
  ],
);

/** One or more of these come with the form. */
export const supportingPapers: readonly ComponentPaper[] = [
  paper('Bản sao căn cước công dân.pdf', 'BẢN SAO', 'Căn cước công dân của người đề nghị', [
    'Bản sao có chứng thực, dùng để đối chiếu nhân thân của người đề nghị trong hồ sơ.',
    'Đã đối chiếu với bản chính khi tiếp nhận hồ sơ tại quầy.',
  ]),
  paper('Giấy chứng nhận đăng ký doanh nghiệp.pdf', 'BẢN SAO', 'Giấy chứng nhận đăng ký doanh nghiệp', [
    'Bản sao giấy chứng nhận đăng ký doanh nghiệp còn hiệu lực, ngành nghề phù hợp với nội dung đề nghị.',
    'Doanh nghiệp có trụ sở trên địa bàn tỉnh Bình Định.',
  ]),
  paper('Phương án kinh doanh.pdf', 'PHƯƠNG ÁN KINH DOANH', 'Cung ứng dịch vụ trên địa bàn tỉnh Bình Định', [
    'Phạm vi cung ứng dịch vụ: nội tỉnh; thời gian phục vụ từ 7 giờ đến 18 giờ các ngày trong tuần.',
    'Nhân lực: 12 lao động, trong đó 03 người có trình độ đại học; phương tiện: 04 xe tải nhẹ, 15 xe máy.',
    'Biện pháp bảo đảm an toàn cho người, hàng hóa và mạng lưới được nêu tại phụ lục kèm theo.',
  ]),
  paper('Sơ đồ mặt bằng.pdf', 'THUYẾT MINH SƠ ĐỒ MẶT BẰNG', 'Địa điểm hoạt động', [
    'Tổng diện tích sử dụng: 180 m², gồm khu giao dịch 60 m², kho 90 m² và khu phụ trợ 30 m².',
    'Lối thoát nạn và thiết bị chữa cháy được bố trí theo quy định về phòng cháy, chữa cháy.',
  ]),
  paper('Hợp đồng thuê địa điểm.pdf', 'HỢP ĐỒNG', 'Thuê địa điểm kinh doanh', [
    'Bên cho thuê và bên thuê thống nhất thời hạn thuê 05 năm kể từ ngày ký.',
    'Bên thuê sử dụng địa điểm đúng mục đích, chấp hành quy định của địa phương.',
  ]),
  paper('Văn bằng, chứng chỉ chuyên môn.pdf', 'BẢN SAO', 'Văn bằng, chứng chỉ chuyên môn', [
    'Bản sao có chứng thực văn bằng, chứng chỉ của người chịu trách nhiệm chuyên môn.',
  ]),
  paper('Giấy ủy quyền nộp hồ sơ.pdf', 'GIẤY ỦY QUYỀN', 'Nộp hồ sơ và nhận kết quả giải quyết', [
    'Người ủy quyền đồng ý để người được ủy quyền thay mặt mình nộp hồ sơ, bổ sung giấy tờ và nhận kết quả.',
    'Giấy ủy quyền có giá trị đến khi nhận kết quả giải quyết thủ tục hành chính.',
  ]),
  paper('Bản kê khai thiết bị.pdf', 'BẢN KÊ KHAI', 'Cơ sở vật chất, trang thiết bị', [
    'Danh mục trang thiết bị kèm số lượng, năm sản xuất và tình trạng sử dụng, tính đến ngày nộp hồ sơ.',
    truth,
  ]),
];
