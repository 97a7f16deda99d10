// The 37 questions written out a second time, from the design's table of wording: a slip of the pen in the data shows here.
import { expect, test } from 'vitest';
import { PAPI_STYLE_COMMUNE } from '../../../src/lib/core/questionnaire/instruments/papi-style-commune';

const QUESTIONS: readonly (readonly [code: string, vi: string, en: string])[] = [
  [
    'd1_1',
    'Ông/Bà có được phổ biến về những việc của xã, phường mà người dân được biết, được bàn, được giám sát không?',
    'Were you told which local matters people may know of, discuss and oversee?'
  ],
  [
    'd1_2',
    'Thôn, bản, tổ dân phố có họp hoặc phát phiếu lấy ý kiến các hộ về việc chung không?',
    'Did your village or neighbourhood meet or use forms to ask households about common matters?'
  ],
  [
    'd1_3',
    'Lần gần nhất bầu trưởng thôn, trưởng bản hoặc tổ trưởng tổ dân phố được tổ chức công bằng ở mức nào?',
    'How fairly was the last election of the village or neighbourhood head held?'
  ],
  [
    'd1_4',
    'Khi được vận động đóng góp cho công trình chung, hộ Ông/Bà có được tự quyết định không?',
    'When asked to contribute to a common project, was your household free to decide?'
  ],
  ['d1_5', 'Các khoản dân đóng góp có được công khai thu, chi không?', 'Are income and spending of contributions made public?'],
  [
    'd2_1',
    'Thông tin về chính sách, pháp luật do xã, phường đưa đến dễ hay khó hiểu?',
    'Is information on policy and law from the commune easy or hard to understand?'
  ],
  [
    'd2_2',
    'Danh sách hộ nghèo năm nay nơi Ông/Bà ở có được công khai không?',
    "Was this year's list of poor households made public where you live?"
  ],
  ['d2_3', 'Việc bình xét hộ nghèo nơi Ông/Bà ở công bằng ở mức nào?', 'How fair is the review of poor households where you live?'],
  [
    'd2_4',
    'Ông/Bà có thấy xã, phường công khai thu, chi ngân sách không?',
    "Have you seen the commune's budget income and spending made public?"
  ],
  [
    'd2_5',
    'Ông/Bà có biết nơi xem quy hoạch, kế hoạch sử dụng đất và bảng giá đất của địa phương không?',
    'Do you know where to see local land-use plans and land prices?'
  ],
  [
    'd3_1',
    'Lần gần nhất hỏi việc trưởng thôn hoặc cán bộ xã, phường, Ông/Bà được giải đáp thế nào?',
    'The last time you took a matter to the village head or commune staff, how was it answered?'
  ],
  [
    'd3_2',
    'Ông/Bà có biết ngày và nơi lãnh đạo xã, phường tiếp công dân không?',
    'Do you know when and where commune leaders receive citizens?'
  ],
  [
    'd3_3',
    'Nếu hộ Ông/Bà đã gửi phản ánh, kiến nghị, khiếu nại: có được trả lời không?',
    'If your household sent a report, petition or complaint: was it answered?'
  ],
  [
    'd3_4',
    'Ông/Bà có biết Ban Thanh tra nhân dân hoặc Ban Giám sát đầu tư của cộng đồng ở xã, phường mình không?',
    "Do you know of the People's Inspection or Community Investment Supervision Board in your commune?"
  ],
  [
    'd3_5',
    'Khi có tranh chấp, việc nhờ hòa giải, trợ giúp pháp lý hoặc tòa án dễ hay khó?',
    'In a dispute, is it easy or hard to turn to mediation, legal aid or the court?'
  ],
  [
    'd4_1',
    'Khi làm giấy tờ đất hoặc xây dựng, người dân nơi Ông/Bà ở có phải đưa tiền ngoài quy định không?',
    'For land or building papers, do people here have to pay money beyond the rules?'
  ],
  [
    'd4_2',
    'Khi đi bệnh viện công, người dân có phải đưa tiền ngoài quy định để được chăm sóc tốt hơn không?',
    'At public hospitals, do people have to pay beyond the rules for better care?'
  ],
  ['d4_3', 'Việc tuyển người vào cơ quan nhà nước ở địa phương công bằng ở mức nào?', 'How fair is recruitment into local state agencies?'],
  [
    'd4_4',
    'Chính quyền xử lý người nhũng nhiễu, đòi tiền ngoài quy định thế nào?',
    'How well does the government deal with officials who harass people or ask for money?'
  ],
  ['d4_5', 'Ông/Bà có biết số điện thoại báo tin khi bị nhũng nhiễu không?', 'Do you know the telephone number for reporting harassment?'],
  ['d5_1', 'Nếu có làm chứng thực, xác nhận: Ông/Bà được phục vụ thế nào?', 'If you had papers certified: how good was the service?'],
  [
    'd5_2',
    'Nếu có xin giấy phép xây dựng: Ông/Bà được phục vụ thế nào?',
    'If you applied for a building permit: how good was the service?'
  ],
  [
    'd5_3',
    'Nếu có làm giấy chứng nhận quyền sử dụng đất: kết quả có được trả đúng hẹn không?',
    'If you applied for a land-use certificate: was it on time?'
  ],
  [
    'd5_4',
    'Nếu có làm thủ tục khác ở Bộ phận Một cửa xã, phường: có phải bổ sung hồ sơ từ 2 lần trở lên không?',
    'If you did another procedure at the commune one-stop unit: were you asked for more papers twice or more?'
  ],
  [
    'd5_5',
    'Sau khi làm thủ tục, Ông/Bà có được mời đánh giá sự hài lòng không?',
    'After a procedure, were you invited to rate the service?'
  ],
  [
    'd6_1',
    'Lần gần nhất người trong hộ khám, chữa bệnh ở cơ sở y tế công, được phục vụ thế nào?',
    'The last time someone in the household used a public clinic or hospital, how good was the service?'
  ],
  [
    'd6_2',
    'Việc dạy học ở trường tiểu học công lập nơi con, cháu Ông/Bà học thế nào?',
    'How good is the teaching at the public primary school your children attend?'
  ],
  ['d6_3', 'Đường từ nhà Ông/Bà đến trung tâm xã, phường thế nào?', 'How good is the road from your home to the commune centre?'],
  ['d6_4', 'Rác nơi Ông/Bà ở có được thu gom định kỳ không?', 'Is rubbish collected regularly where you live?'],
  ['d6_5', 'An ninh, trật tự nơi Ông/Bà ở thế nào?', 'How good is public safety where you live?'],
  [
    'd7_1',
    'Khi có nơi xả thải gây ô nhiễm, chính quyền xử lý thế nào?',
    'When someone pollutes, how well does the government deal with it?'
  ],
  [
    'd7_2',
    'Ông/Bà có được vận động, hướng dẫn giữ vệ sinh môi trường không?',
    'Were you encouraged and shown how to keep the environment clean?'
  ],
  ['d7_3', 'Chất lượng không khí nơi Ông/Bà ở thế nào?', 'How good is the air where you live?'],
  [
    'd7_4',
    'Chất lượng nước sông, suối, ao, hồ gần nhà Ông/Bà thế nào?',
    'How good is the water of rivers, streams and ponds near your home?'
  ],
  [
    'd8_1',
    'Ông/Bà có tìm được điều mình cần trên cổng, trang thông tin của tỉnh hoặc xã, phường không?',
    "Did you find what you needed on the province's or commune's website?"
  ],
  ['d8_2', 'Nếu có nộp hồ sơ trực tuyến: việc nộp dễ hay khó?', 'If you filed online: was it easy or hard?'],
  ['d8_3', 'Ở nhà Ông/Bà có dùng được Internet không?', 'Can you use the Internet at home?']
];

test('the 37 questions read as the table of wording has them', () => {
  const questions = PAPI_STYLE_COMMUNE.sections.filter((section) => section.kind === 'factor').flatMap((section) => section.items);
  expect(questions.map(({ code, text }) => [code, text.vi, text.en])).toEqual(QUESTIONS);
});
