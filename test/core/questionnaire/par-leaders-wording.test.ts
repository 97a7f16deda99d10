// The 16 items and their marks written out a second time, from the design's table of wording.
import { expect, test } from 'vitest';
import { PAR_LEADERS } from '../../../src/lib/core/questionnaire/instruments/par-leaders';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';

const ITEMS: readonly (readonly [code: string, source: string, vi: string, en: string])[] = [
  ['l1_1', 'edited', 'Việc triển khai, đôn đốc thực hiện nhiệm vụ cải cách hành chính.', 'Carrying out and following up reform tasks.'],
  [
    'l1_2',
    'edited',
    'Tính kịp thời, chất lượng của văn bản chỉ đạo, điều hành cải cách hành chính.',
    'Timeliness and quality of steering documents.'
  ],
  ['l1_3', 'edited', 'Sự năng động, quyết tâm của lãnh đạo trong cải cách hành chính.', 'Drive and resolve of its leaders.'],
  ['l2_1', 'edited', 'Chất lượng văn bản do cơ quan chủ trì, tham mưu ban hành.', 'Quality of the legal texts it drafts.'],
  ['l2_2', 'project', 'Việc rà soát, đề xuất sửa quy định không còn phù hợp.', 'Reviewing rules and proposing changes to outdated ones.'],
  ['l3_1', 'project', 'Việc đơn giản hóa thủ tục, rút ngắn thời gian giải quyết.', 'Simplifying procedures and shortening times.'],
  ['l3_2', 'project', 'Sự phối hợp với cơ quan khác khi giải quyết hồ sơ liên thông.', 'Cooperation with others on shared dossiers.'],
  ['l4_1', 'project', 'Sự rõ ràng trong chức năng, nhiệm vụ; không chồng chéo, bỏ trống.', 'Clear functions without overlap or gaps.'],
  ['l4_2', 'project', 'Hiệu quả của phân cấp, phân quyền cho cấp dưới.', 'Results of delegation to lower levels.'],
  ['l5_1', 'edited', 'Việc đánh giá, xếp loại công chức gắn với kết quả công việc.', 'Appraisal of staff by results.'],
  [
    'l5_2',
    'edited',
    'Năng lực, tinh thần trách nhiệm của công chức tham mưu, xử lý công việc.',
    'Ability and responsibility of its staff.'
  ],
  [
    'l6_1',
    'project',
    'Việc quản lý, sử dụng kinh phí và tài sản công tiết kiệm, công khai.',
    'Thrifty, open use of funds and public assets.'
  ],
  [
    'l7_1',
    'edited',
    'Tính kịp thời của thông tin trên cổng, trang thông tin điện tử của cơ quan.',
    'Timeliness of information on its website.'
  ],
  [
    'l7_2',
    'edited',
    'Mức độ đầy đủ của thông tin trên cổng, trang thông tin điện tử của cơ quan.',
    'Completeness of information on its website.'
  ],
  [
    'l7_3',
    'edited',
    'Mức độ thuận tiện trong việc truy cập, khai thác thông tin trên trang thông tin điện tử của cơ quan.',
    'Ease of finding and using information on its website.'
  ],
  ['l7_4', 'edited', 'Chất lượng xử lý công việc trên môi trường mạng.', 'Quality of work done online.']
];

test('the 16 items read as the table of wording has them', () => {
  expect(itemsOf(PAR_LEADERS).map(({ code, source, text }) => [code, source, text.vi, text.en])).toEqual(ITEMS);
});
