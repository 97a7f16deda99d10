// The 22 criteria written out a second time, from the design's table of wording: a slip of the pen in the data shows here.
import { expect, test } from 'vitest';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';

const CRITERIA: readonly (readonly [code: string, vi: string, en: string])[] = [
  [
    'access_1',
    'Nơi ngồi chờ tại cơ quan giải quyết thủ tục hành chính/Bộ phận Một cửa có đủ chỗ ngồi.',
    'The waiting area at the agency or one-stop unit has enough seats.'
  ],
  ['access_2', 'Trang thiết bị phục vụ người dân, tổ chức đầy đủ.', 'There is enough equipment for people and organisations to use.'],
  ['access_3', 'Trang thiết bị phục vụ người dân, tổ chức hiện đại.', 'The equipment for people and organisations is modern.'],
  ['access_4', 'Trang thiết bị phục vụ người dân, tổ chức dễ sử dụng.', 'The equipment for people and organisations is easy to use.'],
  ['procedure_1', 'Thủ tục hành chính được niêm yết công khai đầy đủ.', 'Procedures are publicly posted in full.'],
  ['procedure_2', 'Thủ tục hành chính được niêm yết công khai chính xác.', 'The posted procedures are accurate.'],
  ['procedure_3', 'Thành phần hồ sơ Ông/Bà phải nộp là đúng quy định.', 'The papers you had to submit were those the rules require.'],
  ['procedure_4', 'Mức phí, lệ phí Ông/Bà phải nộp là đúng quy định.', 'The fees you had to pay were those the rules set.'],
  [
    'procedure_5',
    'Thời hạn giải quyết (tính từ ngày hồ sơ được tiếp nhận đến ngày trả kết quả) là đúng quy định.',
    'The processing time (from acceptance of the dossier to return of the result) was as the rules set.'
  ],
  ['officer_1', 'Công chức có thái độ giao tiếp lịch sự.', 'The official was polite.'],
  ['officer_2', 'Công chức chú ý lắng nghe ý kiến của Ông/Bà.', 'The official listened attentively to you.'],
  ['officer_3', 'Công chức trả lời, giải đáp đầy đủ các ý kiến của Ông/Bà.', 'The official answered all your questions fully.'],
  ['officer_4', 'Công chức hướng dẫn kê khai hồ sơ tận tình, chu đáo.', 'The official helped you fill in the dossier with care.'],
  ['officer_5', 'Công chức hướng dẫn kê khai hồ sơ dễ hiểu.', "The official's guidance on the dossier was easy to understand."],
  ['officer_6', 'Công chức tuân thủ đúng quy định trong giải quyết công việc.', 'The official followed the rules in handling the matter.'],
  [
    'result_1',
    'Kết quả mà Ông/Bà nhận được là đúng quy định (kết quả có thể là được cấp giấy tờ hoặc bị từ chối cấp giấy tờ).',
    'The result you received was as the rules provide (it may be a paper granted or a refusal).'
  ],
  ['result_2', 'Kết quả mà Ông/Bà nhận được có thông tin đầy đủ.', 'The information in the result was complete.'],
  ['result_3', 'Kết quả mà Ông/Bà nhận được có thông tin chính xác.', 'The information in the result was accurate.'],
  [
    'feedback_1',
    'Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị của người dân, tổ chức.',
    'The agency provides ways to receive suggestions, reports and petitions.'
  ],
  ['feedback_2', 'Ông/Bà dễ dàng thực hiện góp ý, phản ánh, kiến nghị.', 'It was easy for you to make a suggestion, report or petition.'],
  [
    'feedback_3',
    'Cơ quan tiếp nhận và xử lý tích cực các góp ý, phản ánh, kiến nghị của Ông/Bà.',
    'The agency received and acted on your suggestions, reports and petitions.'
  ],
  [
    'feedback_4',
    'Cơ quan thông báo kịp thời kết quả xử lý các ý kiến góp ý, phản ánh, kiến nghị cho Ông/Bà.',
    'The agency told you the outcome in good time.'
  ]
];

test('the 22 criteria read as the table of wording has them', () => {
  const criteria = SIPAS_2017.sections.filter((section) => section.kind === 'factor').flatMap((section) => section.items);
  expect(criteria.map(({ code, text }) => [code, text.vi, text.en])).toEqual(CRITERIA);
});
