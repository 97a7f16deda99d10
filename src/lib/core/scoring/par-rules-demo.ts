/**
 * Rules of a PAR INDEX made for demonstrations of this platform (docs/methods.md, "PAR INDEX points"): criteria under each of the
 * eight areas, so that a scorecard can be shown in full. Not an official set, and not to be taken for one: names, division and
 * maxima are this project's. One criterion of areas 1–7 comes from the survey of leaders, by the area's section of its questionnaire
 * (`par-leaders`, l1 … l7); area 8 from the survey of people.
 */
import type { DividedArea, ParCriterion, ParRules } from './par-rules';

interface Named {
  readonly max: number;
  readonly vi: string;
  readonly en: string;
}

/** Area `code` with its appraised criteria, and last the leaders' criterion, of section l`code`. */
function demonstrationArea(
  code: string,
  max: number,
  vi: string,
  en: string,
  appraised: readonly Named[],
  leadersMax: number
): DividedArea {
  const criteria: readonly ParCriterion[] = [
    ...appraised.map((criterion, i) => ({
      code: `${code}.${i + 1}`,
      name: { vi: criterion.vi, en: criterion.en },
      max: criterion.max,
      source: 'appraisal' as const
    })),
    {
      code: `${code}.${appraised.length + 1}`,
      name: { vi: 'Đánh giá của công chức lãnh đạo, quản lý', en: 'Rating by leading and managing officials' },
      max: leadersMax,
      source: 'leaders',
      conversion: { kind: 'linear' },
      figure: `l${code}`
    }
  ];
  return { code, name: { vi, en }, max, criteria };
}

const named = (max: number, vi: string, en: string): Named => ({ max, vi, en });

const AREAS: readonly DividedArea[] = [
  demonstrationArea(
    '1',
    12,
    'Chỉ đạo, điều hành cải cách hành chính',
    'Steering of administrative reform',
    [
      named(2, 'Kế hoạch cải cách hành chính năm', 'Yearly plan of administrative reform'),
      named(3, 'Mức độ hoàn thành kế hoạch năm', 'How far the yearly plan was carried out'),
      named(1.5, 'Báo cáo định kỳ', 'Periodic reports'),
      named(1.5, 'Kiểm tra và xử lý sau kiểm tra', 'Inspection and what followed from it'),
      named(1, 'Tuyên truyền cải cách hành chính', 'Making reform known')
    ],
    3
  ),
  demonstrationArea(
    '2',
    11,
    'Cải cách thể chế',
    'Reform of institutions',
    [
      named(3.5, 'Xây dựng văn bản đúng tiến độ, đúng quy định', 'Legal texts drafted on time and by the rules'),
      named(2.5, 'Rà soát văn bản và xử lý sau rà soát', 'Review of legal texts and what followed from it'),
      named(2.5, 'Theo dõi thi hành pháp luật', 'Follow-up of how laws are carried out')
    ],
    2.5
  ),
  demonstrationArea(
    '3',
    16,
    'Cải cách thủ tục hành chính',
    'Reform of administrative procedures',
    [
      named(2.5, 'Rà soát, đơn giản hóa thủ tục', 'Review and simplification of procedures'),
      named(2.5, 'Công khai thủ tục đầy đủ, kịp thời', 'Procedures made public in full and on time'),
      named(6, 'Hồ sơ giải quyết đúng hạn', 'Dossiers settled on time'),
      named(2.5, 'Xử lý phản ánh, kiến nghị về thủ tục', 'Handling of feedback about procedures')
    ],
    2.5
  ),
  demonstrationArea(
    '4',
    11,
    'Cải cách tổ chức bộ máy',
    'Reform of the apparatus',
    [
      named(3.5, 'Sắp xếp tổ chức, bộ máy', 'Arrangement of the organisation'),
      named(2.5, 'Sử dụng biên chế được giao', 'Use of the posts assigned'),
      named(2.5, 'Phân cấp và kiểm tra phân cấp', 'Delegation and its inspection')
    ],
    2.5
  ),
  demonstrationArea(
    '5',
    14,
    'Cải cách chế độ công vụ',
    'Reform of the civil service',
    [
      named(3, 'Cơ cấu công chức theo vị trí việc làm', 'Staffing by job position'),
      named(3, 'Đánh giá, xếp loại công chức', 'Appraisal of staff'),
      named(2, 'Đào tạo, bồi dưỡng', 'Training'),
      named(3, 'Chấp hành kỷ luật, kỷ cương hành chính', 'Discipline')
    ],
    3
  ),
  demonstrationArea(
    '6',
    10,
    'Cải cách tài chính công',
    'Reform of public finance',
    [
      named(4, 'Sử dụng kinh phí được giao', 'Use of the funds assigned'),
      named(2, 'Quản lý, sử dụng tài sản công', 'Management of public assets'),
      named(2, 'Công khai tài chính', 'Finances made public')
    ],
    2
  ),
  demonstrationArea(
    '7',
    16,
    'Xây dựng chính quyền điện tử, chính quyền số',
    'Building e-government and digital government',
    [
      named(3, 'Xử lý văn bản trên môi trường mạng', 'Documents processed online'),
      named(4.5, 'Hồ sơ nộp trực tuyến', 'Dossiers submitted online'),
      named(3, 'Số hóa hồ sơ, kết quả', 'Dossiers and results digitised'),
      named(2, 'Thông tin trên trang thông tin điện tử', 'Information on the website')
    ],
    3.5
  ),
  {
    code: '8',
    name: { vi: 'Tác động của cải cách hành chính đến người dân, tổ chức', en: 'Effect of reform on people and organisations' },
    max: 10,
    criteria: [
      {
        code: '8.1',
        name: { vi: 'Chỉ số hài lòng của người dân, tổ chức', en: 'Satisfaction of people and organisations' },
        max: 10,
        source: 'citizens',
        conversion: { kind: 'linear' },
        figure: 'overall'
      }
    ]
  }
];

export const DEMONSTRATION_RULES: ParRules = {
  family: 'par-index-demo',
  number: 1,
  name: { vi: 'Bộ tiêu chí minh họa (không phải bộ tiêu chí chính thức)', en: 'Demonstration criteria (not an official set)' },
  certainty: 'assumed',
  note: {
    vi: 'Minh họa, không phải bộ tiêu chí chính thức: tên tiêu chí, cách chia và điểm tối đa do nền tảng đặt ra để giới thiệu bảng điểm đầy đủ. Không dùng để đánh giá cơ quan nào.',
    en: 'A demonstration, not an official set: criteria, division and maxima were made by this platform to show a full scorecard. Not to be used to judge any agency.'
  },
  total: 100,
  areas: AREAS
};
