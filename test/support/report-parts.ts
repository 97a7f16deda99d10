/** Texts and figures that the report fixtures are put together from. */
import { SATISFACTION_WORDS } from '../../src/lib/core/method/share-words';
import type { Estimate, EstimateNote } from '../../src/lib/core/estimation/estimate';
import type { LocalizedText } from '../../src/lib/core/questionnaire/questionnaire';
import type { Disclosure, FactorFigure, Figure, ItemFigure, Report } from '../../src/lib/core/report/report';

const LEVELS = [
  { vi: 'Rất không hài lòng', en: 'Very dissatisfied' },
  { vi: 'Không hài lòng', en: 'Dissatisfied' },
  { vi: 'Bình thường', en: 'Neutral' },
  { vi: 'Hài lòng', en: 'Satisfied' },
  { vi: 'Rất hài lòng', en: 'Very satisfied' }
];
export const SIX_LEVELS = [
  { vi: 'Rất không đúng', en: 'Very inaccurate' },
  { vi: 'Không đúng', en: 'Inaccurate' },
  { vi: 'Hơi không đúng', en: 'Slightly inaccurate' },
  { vi: 'Hơi đúng', en: 'Slightly accurate' },
  { vi: 'Đúng', en: 'Accurate' },
  { vi: 'Rất đúng', en: 'Very accurate' }
];

export const FACTORS: readonly {
  code: string;
  name: LocalizedText;
  shortName: LocalizedText;
  value: number;
  items: readonly (readonly [string, number])[];
}[] = [
  {
    code: 'access',
    name: { vi: 'Tiếp cận dịch vụ hành chính công', en: 'Access to public administrative services' },
    shortName: { vi: 'Tiếp cận dịch vụ', en: 'Access' },
    value: 0.81,
    items: [
      ['Nơi ngồi chờ tại cơ quan giải quyết thủ tục hành chính/Bộ phận Một cửa có đủ chỗ ngồi', 0.784],
      ['Trang thiết bị phục vụ người dân, tổ chức đầy đủ', 0.837],
      ['Trang thiết bị phục vụ người dân, tổ chức hiện đại', 0.754],
      ['Trang thiết bị phục vụ người dân, tổ chức dễ sử dụng', 0.863]
    ]
  },
  {
    code: 'procedure',
    name: { vi: 'Thủ tục hành chính', en: 'Administrative procedures' },
    shortName: { vi: 'Thủ tục hành chính', en: 'Procedures' },
    value: 0.893,
    items: [
      ['Thủ tục hành chính được niêm yết công khai đầy đủ', 0.897],
      ['Thủ tục hành chính được niêm yết công khai chính xác', 0.892],
      ['Thành phần hồ sơ phải nộp là đúng quy định', 0.907],
      ['Phí/lệ phí phải nộp là đúng quy định', 0.929],
      ['Thời hạn giải quyết (tính từ khi hồ sơ được tiếp nhận đến ngày trả kết quả) là đúng quy định', 0.838]
    ]
  },
  {
    code: 'officer',
    name: { vi: 'Công chức trực tiếp giải quyết công việc', en: 'Officials handling the work' },
    shortName: { vi: 'Công chức', en: 'Officials' },
    value: 0.895,
    items: [
      ['Công chức có thái độ giao tiếp lịch sự', 0.926],
      ['Công chức chú ý lắng nghe ý kiến của người dân/đại diện tổ chức', 0.912],
      ['Công chức trả lời, giải đáp đầy đủ các ý kiến của người dân/đại diện tổ chức', 0.883],
      ['Công chức hướng dẫn kê khai hồ sơ tận tình, chu đáo', 0.869],
      ['Công chức hướng dẫn hồ sơ dễ hiểu', 0.856],
      ['Công chức tuân thủ đúng quy định trong giải quyết công việc', 0.921]
    ]
  },
  {
    code: 'result',
    name: { vi: 'Kết quả cung ứng dịch vụ hành chính công', en: 'Results of the service' },
    shortName: { vi: 'Kết quả', en: 'Results' },
    value: 0.929,
    items: [
      ['Kết quả mà Ông/Bà nhận được là đúng quy định', 0.936],
      ['Kết quả có thông tin đầy đủ', 0.922],
      ['Kết quả có thông tin chính xác', 0.928]
    ]
  },
  {
    code: 'feedback',
    name: { vi: 'Tiếp nhận, xử lý các ý kiến góp ý, phản ánh, kiến nghị', en: 'Handling of suggestions, reports and petitions' },
    shortName: { vi: 'Góp ý, phản ánh, kiến nghị', en: 'Suggestions and petitions' },
    value: 0.772,
    items: [
      ['Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị của người dân, tổ chức', 0.856],
      ['Ông/Bà dễ dàng thực hiện góp ý, phản ánh, kiến nghị', 0.762],
      ['Cơ quan tiếp nhận và xử lý tích cực các góp ý, phản ánh, kiến nghị của Ông/Bà', 0.729],
      ['Cơ quan thông báo kịp thời kết quả xử lý các ý kiến góp ý, phản ánh, kiến nghị cho Ông/Bà', 0.7]
    ]
  }
];

export const COMMUNES = (
  'Sông Mã,Chiềng Khương,Mường Hung,Chiềng Sơ,Nậm Ty,Sốp Cộp,Mường Lầm,Bó Sinh,Huổi Một,Púng Bánh,Mường Lạn,Mường Lèo,Bắc Yên,Tà Xùa,Xím Vàng,Pắc Ngà,Chiềng Sại,Tạ Khoa,' +
  'Mộc Sơn,Thảo Nguyên,Vân Sơn,Đoàn Kết,Lóng Sập,Chiềng Sơn,Vân Hồ,Song Khủa,Tô Múa,Xuân Nha,Quỳnh Nhai,Mường Chiên,Mường Giôn,Mường Sại,Thuận Châu,Chiềng La,Nậm Lầu,Muổi Nọi,' +
  'Mường Khiêng,Co Mạ,Bình Thuận,Mường É,Long Hẹ,Mường Bám,Mường La,Chiềng Lao,Mường Bú,Chiềng Hoa,Ngọc Chiến,Mai Sơn,Phiêng Pằn,Chiềng Mung,Phiêng Cằm,Mường Chanh,Tà Hộc,' +
  'Chiềng Sung,Chiềng Mai,Yên Châu,Chiềng Hặc,Lóng Phiêng,Yên Sơn,Phù Yên,Gia Phù,Tường Hạ,Mường Cơi,Mường Bang,Tân Phong,Kim Bon,Suối Tọ,Tô Hiệu,Chiềng An,Chiềng Cơi,Chiềng Sinh,Mộc Châu,' +
  'Chiềng Khoong,Mường Và,Tân Yên'
).split(',');

export const same = (text: string): LocalizedText => ({ vi: text, en: text });

export function estimate(
  value: number,
  n: number,
  options: {
    psus?: number;
    strata?: number;
    half?: number;
    notes?: readonly EstimateNote[];
    valid?: number;
    absent?: readonly string[];
  } = {}
): Estimate {
  const { psus = 62, strata = 1, notes = [], valid = n, absent = [] } = options;
  const half = options.half ?? 1.96 * Math.sqrt((2.4 * value * (1 - value)) / Math.max(n, 1)) + 0.002;
  const known = psus > strata && !notes.includes('lonely-stratum');
  const interval = known ? { lower: Math.max(0, value - half * 1.08), upper: Math.min(1, value + half * 0.92) } : null;
  const standardError = known ? half / 1.96 : null;
  const simple = (value * (1 - value)) / n;
  return {
    value,
    standardError,
    interval,
    degreesOfFreedom: psus - strata,
    n,
    valid,
    psus,
    strata,
    designEffect: standardError !== null && simple > 0 ? standardError ** 2 / simple : null,
    absent,
    notes
  };
}

export function shown(code: string, name: LocalizedText, value: number, n: number, options?: Parameters<typeof estimate>[2]): Figure {
  return { code, name, disclosure: 'shown', n, estimate: estimate(value, n, options), missing: [] };
}

export function hidden(code: string, name: LocalizedText, disclosure: Exclude<Disclosure, 'shown'>, n: number | null = null): Figure {
  return { code, name, disclosure, n, estimate: null, missing: [] };
}

export function levelsOf(
  value: number,
  n: number,
  labels: readonly LocalizedText[],
  satisfiedFrom: number
): NonNullable<ItemFigure['levels']> {
  const unsatisfied = satisfiedFrom - 1;
  const satisfied = labels.length - unsatisfied;
  return labels.map((label, i) => {
    const isSatisfied = i >= unsatisfied;
    const part = isSatisfied
      ? (i === unsatisfied ? 1.3 : 1) / (satisfied + 0.3)
      : (i + 1) ** 1.6 / Array.from({ length: unsatisfied }, (_, j) => (j + 1) ** 1.6).reduce((a, b) => a + b, 0);
    return { level: i + 1, label, count: Math.round((isSatisfied ? value : 1 - value) * n * part), satisfied: isSatisfied };
  });
}

export function factorFigure(factor: (typeof FACTORS)[number], n: number, options?: Parameters<typeof estimate>[2]): FactorFigure {
  return {
    ...shown(factor.code, factor.name, factor.value, n, { valid: n * factor.items.length - 21, half: 0.032, ...options }),
    shortName: factor.shortName,
    inOverall: true
  };
}

export function itemFigures(n: number, options: Parameters<typeof estimate>[2] = {}, labels = LEVELS, satisfiedFrom = 4): ItemFigure[] {
  let number = 0;
  return FACTORS.flatMap((factor) =>
    factor.items.map(([text, value], i) => {
      number += 1;
      const answers = Math.max(5, n - ((number * 7) % 13) - (factor.code === 'feedback' && i > 0 ? Math.round(n * 0.3) : 0));
      return {
        ...shown(`${factor.code}_${i + 1}`, same(text), value, answers, { half: 0.045, ...options }),
        section: factor.code,
        number,
        notApplicable: factor.code === 'feedback' ? Math.round(n * 0.3) : 3,
        noAnswer: (number * 7) % 13,
        levels: answers < 10 ? null : levelsOf(value, answers, labels, satisfiedFrom),
        meanLevel: answers < 10 ? null : 4.05,
        dissatisfied: answers < 10 ? null : 0.06
      };
    })
  );
}

export const METHOD: Report['survey']['method'] = {
  family: 'sipas',
  number: 1,
  name: { vi: 'SIPAS 2017', en: 'SIPAS 2017' },
  aggregation: 'pooled',
  components: false,
  target: 0.9,
  level: 0.95,
  certainty: 'assumed',
  note: {
    vi: 'Mức 4 và 5 tính là hài lòng; gộp mọi câu trả lời. Văn bản chính thức về cách gộp chưa được xác nhận.',
    en: 'Levels 4 and 5 count as satisfied; answers are pooled. The official text on pooling is not confirmed.'
  },
  words: SATISFACTION_WORDS,
  minimumRespondents: 5,
  minimumForRanking: 30,
  minimumDegreesOfFreedom: 8
};
