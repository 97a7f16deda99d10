/**
 * What leading and managing officials are asked about an agency, one form an agency: seven of the eight areas of administrative
 * reform. The eighth, the effect of reform on people and organisations, is measured by asking them, so it is not asked here.
 *
 * `edited` items are criteria that a provincial plan names (Office of the Sơn La People's Committee, 2022); the others, the
 * stem, the levels and the English are this project's. How many points an answer is worth belongs to the rules of the PAR INDEX,
 * never to the form.
 */
import type { LevelItem, Questionnaire, Section, WordingSource } from '../questionnaire';
import { OPEN_COMMENT } from './asked-of-all';
import { RATING_5 } from './scales';

const NOT_ENOUGH_INFORMATION = { vi: 'Không đủ thông tin để đánh giá', en: 'Not enough information' };

function rated(code: string, source: WordingSource, vi: string, en: string): LevelItem {
  return { kind: 'level', code, text: { vi, en }, source, scale: RATING_5.code, notApplicable: NOT_ENOUGH_INFORMATION };
}

const AREAS: readonly Section[] = [
  {
    kind: 'factor',
    code: 'l1',
    name: { vi: 'Chỉ đạo, điều hành cải cách hành chính', en: 'Steering of administrative reform' },
    shortName: { vi: 'Chỉ đạo', en: 'Steering' },
    intro: {
      vi: 'Mỗi phiếu đánh giá một cơ quan về kết quả trong năm đánh giá. Ông/Bà không đánh giá cơ quan nơi mình công tác.',
      en: 'Each form rates one agency on its results in the year under review. You do not rate the agency where you work.'
    },
    items: [
      rated(
        'l1_1',
        'edited',
        'Việc triển khai, đôn đốc thực hiện nhiệm vụ cải cách hành chính.',
        'Carrying out and following up reform tasks.'
      ),
      rated(
        'l1_2',
        'edited',
        'Tính kịp thời, chất lượng của văn bản chỉ đạo, điều hành cải cách hành chính.',
        'Timeliness and quality of steering documents.'
      ),
      rated('l1_3', 'edited', 'Sự năng động, quyết tâm của lãnh đạo trong cải cách hành chính.', 'Drive and resolve of its leaders.')
    ]
  },
  {
    kind: 'factor',
    code: 'l2',
    name: { vi: 'Thể chế', en: 'Legal framework' },
    shortName: { vi: 'Thể chế', en: 'Legal framework' },
    items: [
      rated('l2_1', 'edited', 'Chất lượng văn bản do cơ quan chủ trì, tham mưu ban hành.', 'Quality of the legal texts it drafts.'),
      rated(
        'l2_2',
        'project',
        'Việc rà soát, đề xuất sửa quy định không còn phù hợp.',
        'Reviewing rules and proposing changes to outdated ones.'
      )
    ]
  },
  {
    kind: 'factor',
    code: 'l3',
    name: { vi: 'Thủ tục hành chính', en: 'Administrative procedures' },
    shortName: { vi: 'Thủ tục', en: 'Procedures' },
    items: [
      rated('l3_1', 'project', 'Việc đơn giản hóa thủ tục, rút ngắn thời gian giải quyết.', 'Simplifying procedures and shortening times.'),
      rated(
        'l3_2',
        'project',
        'Sự phối hợp với cơ quan khác khi giải quyết hồ sơ liên thông.',
        'Cooperation with others on shared dossiers.'
      )
    ]
  },
  {
    kind: 'factor',
    code: 'l4',
    name: { vi: 'Tổ chức bộ máy', en: 'Organisation' },
    shortName: { vi: 'Bộ máy', en: 'Organisation' },
    items: [
      rated(
        'l4_1',
        'project',
        'Sự rõ ràng trong chức năng, nhiệm vụ; không chồng chéo, bỏ trống.',
        'Clear functions without overlap or gaps.'
      ),
      rated('l4_2', 'project', 'Hiệu quả của phân cấp, phân quyền cho cấp dưới.', 'Results of delegation to lower levels.')
    ]
  },
  {
    kind: 'factor',
    code: 'l5',
    name: { vi: 'Chế độ công vụ', en: 'Civil service' },
    shortName: { vi: 'Công vụ', en: 'Civil service' },
    items: [
      rated('l5_1', 'edited', 'Việc đánh giá, xếp loại công chức gắn với kết quả công việc.', 'Appraisal of staff by results.'),
      rated(
        'l5_2',
        'edited',
        'Năng lực, tinh thần trách nhiệm của công chức tham mưu, xử lý công việc.',
        'Ability and responsibility of its staff.'
      )
    ]
  },
  {
    kind: 'factor',
    code: 'l6',
    name: { vi: 'Tài chính công', en: 'Public finance' },
    shortName: { vi: 'Tài chính', en: 'Finance' },
    items: [
      rated(
        'l6_1',
        'project',
        'Việc quản lý, sử dụng kinh phí và tài sản công tiết kiệm, công khai.',
        'Thrifty, open use of funds and public assets.'
      )
    ]
  },
  {
    kind: 'factor',
    code: 'l7',
    name: { vi: 'Chính quyền điện tử, chính quyền số', en: 'E-government and digital government' },
    shortName: { vi: 'Chính quyền số', en: 'Digital' },
    items: [
      rated(
        'l7_1',
        'edited',
        'Tính kịp thời của thông tin trên cổng, trang thông tin điện tử của cơ quan.',
        'Timeliness of information on its website.'
      ),
      rated(
        'l7_2',
        'edited',
        'Mức độ đầy đủ của thông tin trên cổng, trang thông tin điện tử của cơ quan.',
        'Completeness of information on its website.'
      ),
      rated(
        'l7_3',
        'edited',
        'Mức độ thuận tiện trong việc truy cập, khai thác thông tin trên trang thông tin điện tử của cơ quan.',
        'Ease of finding and using information on its website.'
      ),
      rated('l7_4', 'edited', 'Chất lượng xử lý công việc trên môi trường mạng.', 'Quality of work done online.')
    ]
  }
];

export const PAR_LEADERS: Questionnaire = {
  code: 'par-leaders',
  title: {
    vi: 'Phiếu khảo sát công chức lãnh đạo, quản lý về cải cách hành chính',
    en: 'Survey of leading and managing officials on administrative reform'
  },
  stem: {
    vi: 'Ông/Bà đánh giá cơ quan được khảo sát ở mức nào về từng nội dung sau?',
    en: 'How do you rate the agency surveyed on each of the following?'
  },
  languages: ['vi', 'en'],
  minutes: 4,
  scales: [RATING_5],
  sections: AREAS,
  rates: [],
  comment: {
    ...OPEN_COMMENT,
    text: { vi: 'Cơ quan này cần cải tiến điều gì trước nhất?', en: 'What should it improve first?' }
  }
};
