/** Reports in every state a page must stand: figures are made up, shapes are real. No randomness: the same reports every time. */
import type { Estimate, EstimateNote } from '../../src/lib/core/estimation/estimate';
import type { LocalizedText } from '../../src/lib/core/questionnaire/questionnaire';
import type {
  Comparison,
  Disclosure,
  FactorFigure,
  Figure,
  ItemFigure,
  MonthFigure,
  PlaceFigure,
  Report
} from '../../src/lib/core/report/report';

const LEVELS = [
  { vi: 'Rất không hài lòng', en: 'Very dissatisfied' },
  { vi: 'Không hài lòng', en: 'Dissatisfied' },
  { vi: 'Bình thường', en: 'Neutral' },
  { vi: 'Hài lòng', en: 'Satisfied' },
  { vi: 'Rất hài lòng', en: 'Very satisfied' }
];
const SIX_LEVELS = [
  { vi: 'Rất không đúng', en: 'Very inaccurate' },
  { vi: 'Không đúng', en: 'Inaccurate' },
  { vi: 'Hơi không đúng', en: 'Slightly inaccurate' },
  { vi: 'Hơi đúng', en: 'Slightly accurate' },
  { vi: 'Đúng', en: 'Accurate' },
  { vi: 'Rất đúng', en: 'Very accurate' }
];

const FACTORS: readonly {
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

const COMMUNES = (
  'Sông Mã,Chiềng Khương,Mường Hung,Chiềng Sơ,Nậm Ty,Sốp Cộp,Mường Lầm,Bó Sinh,Huổi Một,Púng Bánh,Mường Lạn,Mường Lèo,Bắc Yên,Tà Xùa,Xím Vàng,Pắc Ngà,Chiềng Sại,Tạ Khoa,' +
  'Mộc Sơn,Thảo Nguyên,Vân Sơn,Đoàn Kết,Lóng Sập,Chiềng Sơn,Vân Hồ,Song Khủa,Tô Múa,Xuân Nha,Quỳnh Nhai,Mường Chiên,Mường Giôn,Mường Sại,Thuận Châu,Chiềng La,Nậm Lầu,Muổi Nọi,' +
  'Mường Khiêng,Co Mạ,Bình Thuận,Mường É,Long Hẹ,Mường Bám,Mường La,Chiềng Lao,Mường Bú,Chiềng Hoa,Ngọc Chiến,Mai Sơn,Phiêng Pằn,Chiềng Mung,Phiêng Cằm,Mường Chanh,Tà Hộc,' +
  'Chiềng Sung,Chiềng Mai,Yên Châu,Chiềng Hặc,Lóng Phiêng,Yên Sơn,Phù Yên,Gia Phù,Tường Hạ,Mường Cơi,Mường Bang,Tân Phong,Kim Bon,Suối Tọ,Tô Hiệu,Chiềng An,Chiềng Cơi,Chiềng Sinh,Mộc Châu,' +
  'Chiềng Khoong,Mường Và,Tân Yên'
).split(',');

const same = (text: string): LocalizedText => ({ vi: text, en: text });

function estimate(
  value: number,
  n: number,
  options: { psus?: number; half?: number; notes?: readonly EstimateNote[]; valid?: number } = {}
): Estimate {
  const { psus = 62, notes = [], valid = n } = options;
  const half = options.half ?? 1.96 * Math.sqrt((2.4 * value * (1 - value)) / Math.max(n, 1)) + 0.002;
  const interval = psus > 1 ? { lower: Math.max(0, value - half * 1.08), upper: Math.min(1, value + half * 0.92) } : null;
  return { value, standardError: psus > 1 ? half / 1.96 : null, interval, degreesOfFreedom: psus - 1, n, valid, psus, notes };
}

function shown(code: string, name: LocalizedText, value: number, n: number, options?: Parameters<typeof estimate>[2]): Figure {
  return { code, name, disclosure: 'shown', n, estimate: estimate(value, n, options), missing: [] };
}

function hidden(code: string, name: LocalizedText, disclosure: Exclude<Disclosure, 'shown'>, n: number | null = null): Figure {
  return { code, name, disclosure, n, estimate: null, missing: [] };
}

function levelsOf(value: number, n: number, labels: readonly LocalizedText[], satisfiedFrom: number): NonNullable<ItemFigure['levels']> {
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

function factorFigure(factor: (typeof FACTORS)[number], n: number, options?: Parameters<typeof estimate>[2]): FactorFigure {
  return {
    ...shown(factor.code, factor.name, factor.value, n, { valid: n * factor.items.length - 21, half: 0.032, ...options }),
    shortName: factor.shortName,
    inOverall: true
  };
}

function itemFigures(n: number, options: Parameters<typeof estimate>[2] = {}, labels = LEVELS, satisfiedFrom = 4): ItemFigure[] {
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

const METHOD: Report['survey']['method'] = {
  family: 'sipas',
  number: 1,
  name: { vi: 'SIPAS 2017', en: 'SIPAS 2017' },
  aggregation: 'pooled',
  target: 0.9,
  level: 0.95,
  certainty: 'assumed',
  note: {
    vi: 'Mức 4 và 5 tính là hài lòng; gộp mọi câu trả lời. Văn bản chính thức về cách gộp chưa được xác nhận.',
    en: 'Levels 4 and 5 count as satisfied; answers are pooled. The official text on pooling is not confirmed.'
  },
  minimumRespondents: 5,
  minimumForRanking: 30,
  minimumDegreesOfFreedom: 8
};

/** A commune's quarter: everything is there. */
export function fullReport(): Report {
  const months: MonthFigure[] = [0.884, 0.879, 0.891, 0.887, 0.872, 0.894, 0.868, 0.874, 0.871, 0.866, 0.858].map((value, i) => {
    const month = `2026-${String(i + 1).padStart(2, '0')}`;
    return { ...shown(month, same(month), value, 128 + ((i * 17) % 40), { half: 0.032 }), month };
  });
  return {
    agency: { code: 'xa-chieng-khoong', name: { vi: 'Xã Chiềng Khoong', en: 'Chiềng Khoong Commune' }, kind: 'commune' },
    counter: null,
    survey: {
      codes: ['son-la-2026'],
      name: { vi: 'Ý kiến tại quầy năm 2026', en: 'Counter feedback 2026' },
      mode: 'continuous',
      psu: 'day',
      demonstration: true,
      questionnaire: {
        code: 'sipas-2017',
        title: { vi: 'Phiếu 22 tiêu chí (SIPAS 2017)', en: '22 criteria (SIPAS 2017)' },
        versions: [1]
      },
      method: METHOD
    },
    period: { kind: 'quarter', code: '2026-Q4', from: '2026-10-01', to: '2026-12-31' },
    asked: null,
    running: true,
    unit: 'day',
    units: 62,
    respondents: 412,
    valid: 8296,
    notApplicableShare: 0.072,
    noAnswerShare: 0.013,
    overall: shown('overall', { vi: 'Chỉ số hài lòng chung', en: 'Overall satisfaction index' }, 0.864, 412, { half: 0.024, valid: 8296 }),
    factors: FACTORS.map((factor) => factorFigure(factor, 409)),
    items: itemFigures(410),
    rates: [
      {
        ...shown('extra_payment', { vi: 'Bị gợi ý nộp thêm tiền', en: 'Asked to pay extra' }, 2 / 401, 401),
        item: 'extra_payment',
        count: 2,
        alarm: true,
        alarmAbove: null,
        alarmCount: true
      },
      {
        ...shown('trips', { vi: 'Đi lại từ ba lần trở lên', en: 'Three trips or more' }, 0.312, 398),
        item: 'trip_count',
        count: 124,
        alarm: true,
        alarmAbove: 0.2,
        alarmCount: false
      },
      {
        ...shown('late', { vi: 'Nhận kết quả trễ hẹn', en: 'Result late' }, 0.064, 375),
        item: 'on_time',
        count: 24,
        alarm: false,
        alarmAbove: 0.1,
        alarmCount: false
      },
      {
        ...shown('no_apology', { vi: 'Trễ hẹn mà không được xin lỗi', en: 'Late and no apology' }, 13 / 24, 24),
        item: 'late_apology',
        count: 13,
        alarm: true,
        alarmAbove: 0.2,
        alarmCount: false
      },
      {
        ...hidden('no_notice', { vi: 'Trễ hẹn mà không được báo trước', en: 'Late and no notice' }, 'few', 3),
        item: 'late_notice',
        count: null,
        alarm: false,
        alarmAbove: 0.2,
        alarmCount: false
      },
      {
        ...shown('harassment', { vi: 'Bị gây phiền hà, sách nhiễu', en: 'Harassed' }, 0, 403, { notes: ['zero-variance'] }),
        item: 'harassment',
        count: 0,
        alarm: false,
        alarmAbove: null,
        alarmCount: true
      },
      {
        ...shown('supplement', { vi: 'Bị yêu cầu bổ sung hồ sơ từ hai lần', en: 'Asked for supplements twice' }, 0.052, 400),
        item: 'supplement_count',
        count: 21,
        alarm: false,
        alarmAbove: null,
        alarmCount: false
      }
    ],
    trend: months,
    children: [],
    counters: [
      { ...shown('K7M4PQX3', { vi: 'Quầy 1 – Đất đai, xây dựng', en: 'Quầy 1 – Đất đai, xây dựng' }, 0.831, 198), thin: false },
      { ...shown('H3R8TDN4', { vi: 'Quầy 3 – Tư pháp, hộ tịch', en: 'Quầy 3 – Tư pháp, hộ tịch' }, 0.898, 151), thin: false },
      {
        ...shown('W9C2FXK7', { vi: 'Quầy 2 – Nông nghiệp và môi trường', en: 'Quầy 2 – Nông nghiệp và môi trường' }, 0.87, 22),
        thin: true
      },
      { ...hidden('M4D7HRC9', { vi: 'Quầy 4 – Văn hóa, xã hội', en: 'Quầy 4 – Văn hóa, xã hội' }, 'complement'), thin: true },
      { ...hidden('P3F6WDH7', { vi: 'Quầy lưu động bản Huổi Mòn', en: 'Quầy lưu động bản Huổi Mòn' }, 'few', 3), thin: true },
      { ...hidden('C6N9XTM4', { vi: 'Quầy 5 – Liên thông', en: 'Quầy 5 – Liên thông' }, 'none', 0), thin: true }
    ],
    comparison: unnamed(),
    change: {
      previous: { kind: 'quarter', code: '2026-Q3', from: '2026-07-01', to: '2026-09-30' },
      difference: -0.007,
      interval: { lower: -0.039, upper: 0.025 },
      beyondError: false
    },
    comments: [
      {
        month: '2026-11',
        disclosure: 'shown',
        texts: [
          'Chị ở quầy hướng dẫn rất dễ hiểu, nhưng máy in hay hỏng, tôi phải chờ rồi quay lại buổi chiều. Mong xã sắp thêm ghế ngồi cho người già.',
          'Bản tôi cách trung tâm 31 cây số, đi lại ba lần mới xong giấy khai sinh. Lần nào cũng thiếu một tờ.',
          'Làm nhanh, lịch sự. Cảm ơn 😊'
        ]
      },
      { month: '2026-10', disclosure: 'few', texts: [] },
      { month: '2026-09', disclosure: 'shown', texts: ['Góp ý từ tháng 7 chưa thấy ai trả lời.\nMong lãnh đạo xã xem lại.'] }
    ]
  };
}

function unnamed(): Comparison {
  return {
    named: false,
    units: sisters().map((unit) => ({ ...unit, code: null, name: null, n: null })),
    withheld: 3
  };
}

function sisters(): Comparison['units'] {
  return COMMUNES.slice(0, 40).map((name, i) => {
    const value = name === 'Sông Mã' ? 0.864 : 0.88 + Math.sin(i * 12.9898) * 0.09 * Math.cos(i * 4.1);
    const n = name === 'Sông Mã' ? 412 : 24 + ((i * 53) % 400);
    return {
      code: `xa-${i}`,
      name: same(`Xã ${name}`),
      own: name === 'Sông Mã',
      value,
      interval: estimate(value, n).interval,
      n,
      thin: n < 30
    };
  });
}

/** A province whose reader sees every commune by name. */
export function provinceReport(): Report {
  const report = fullReport();
  const children: PlaceFigure[] = COMMUNES.map((name, i) => {
    const full = same(`${i > 66 && i < 72 ? 'Phường' : 'Xã'} ${name}`);
    const code = `xa-${i}`;
    if (i % 19 === 7) return { ...hidden(code, full, 'few', 1 + (i % 4)), thin: true };
    if (i % 19 === 8) return { ...hidden(code, full, 'complement'), thin: true };
    if (i % 31 === 9) return { ...hidden(code, full, 'none', 0), thin: true };
    const n = 12 + ((i * 53) % 460);
    return { ...shown(code, full, 0.74 + (((i * 37) % 41) / 41) * 0.23, n), thin: n < 30 };
  });
  return {
    ...report,
    agency: { code: 'tinh-son-la', name: { vi: 'Tỉnh Sơn La', en: 'Sơn La Province' }, kind: 'province' },
    respondents: 18_412,
    valid: 371_296,
    unit: 'week',
    units: 14,
    period: { kind: 'year', code: '2026', from: '2026-01-01', to: '2026-12-31' },
    overall: shown('overall', report.overall.name, 0.9312, 18_412, { half: 0.011, valid: 371_296, psus: 14 }),
    change: {
      previous: { kind: 'year', code: '2025', from: '2025-01-01', to: '2025-12-31' },
      difference: 0.0231,
      interval: { lower: 0.008, upper: 0.038 },
      beyondError: true
    },
    children,
    counters: [],
    comparison: null
  };
}

/** A commune among its sisters, for a reader whose tree holds them all. */
export function namedReport(): Report {
  return { ...fullReport(), comparison: { named: true, units: sisters(), withheld: 3 } };
}

/** Three forms: staff see the count, no figure. */
export function fewReport(): Report {
  const report = fullReport();
  const few = (figure: Figure) => ({ ...figure, disclosure: 'few' as const, n: 3, estimate: null });
  return {
    ...report,
    respondents: 3,
    valid: null,
    notApplicableShare: null,
    noAnswerShare: null,
    units: 2,
    overall: few(report.overall),
    factors: report.factors.map((factor) => ({ ...factor, ...few(factor) })),
    items: report.items.map((item) => ({
      ...item,
      ...few(item),
      notApplicable: null,
      noAnswer: null,
      levels: null,
      meanLevel: null,
      dissatisfied: null
    })),
    rates: report.rates.map((rate) => ({ ...rate, ...few(rate), count: null, alarm: false })),
    trend: report.trend.slice(-1).map((month) => ({ ...month, ...few(month) })),
    counters: report.counters.map((counter, i) => ({
      ...counter,
      ...few(counter),
      n: i === 0 ? 3 : 0,
      disclosure: i === 0 ? ('few' as const) : ('none' as const),
      thin: true
    })),
    comparison: null,
    change: null,
    comments: [{ month: '2026-11', disclosure: 'few', texts: [] }]
  };
}

/** Seven forms on a handful of days: figures, no split by level, some items withheld, every note. */
export function smallReport(): Report {
  const report = fullReport();
  const items = itemFigures(7, { psus: 4, half: 0.2, notes: ['few-days', 'few-dissatisfied'] }).map((item, i): ItemFigure => {
    if (i % 5 === 1) return { ...item, ...hidden(item.code, item.name, 'few', 4), levels: null, meanLevel: null, dissatisfied: null };
    if (i % 5 === 2) return { ...item, ...hidden(item.code, item.name, 'complement'), notApplicable: null, noAnswer: null, levels: null };
    return i === 21 ? { ...item, ...hidden(item.code, item.name, 'none', 0), levels: null } : item;
  });
  return {
    ...report,
    asked: { from: '2026-11-04', to: '2026-11-17' },
    period: { kind: 'range', code: '2026-11-03..2026-11-20', from: '2026-11-03', to: '2026-11-20' },
    running: false,
    respondents: 7,
    valid: 133,
    units: 4,
    overall: shown('overall', report.overall.name, 0.914, 7, {
      psus: 4,
      half: 0.09,
      notes: ['few-days', 'few-dissatisfied', 'zero-variance'],
      valid: 133
    }),
    factors: report.factors.map((factor, i) =>
      i === 3
        ? { ...factor, ...hidden(factor.code, factor.name, 'few', 4) }
        : { ...factor, ...shown(factor.code, factor.name, factor.estimate!.value, 7, { psus: 4, half: 0.15, notes: ['few-days'] }) }
    ),
    items,
    trend: report.trend.map((month, i) =>
      i % 3 === 1 ? { ...month, ...hidden(month.code, month.name, i % 2 ? 'few' : 'complement', i % 2 ? 4 : null) } : month
    ),
    comparison: null,
    change: null,
    comments: []
  };
}

/** One day of answers: figures, no interval. */
export function oneDayReport(): Report {
  const report = fullReport();
  const one = { psus: 1, notes: ['one-unit'] as const };
  return {
    ...report,
    period: { kind: 'month', code: '2026-11', from: '2026-11-01', to: '2026-11-30' },
    units: 1,
    respondents: 31,
    valid: 602,
    overall: shown('overall', report.overall.name, 0.887, 31, { ...one, valid: 602 }),
    factors: report.factors.map((factor) => ({ ...factor, ...shown(factor.code, factor.name, factor.estimate!.value, 31, one) })),
    items: itemFigures(31, one),
    trend: report.trend.slice(-1).map((month) => ({ ...month, ...shown(month.code, month.name, 0.887, 31, one) })),
    comparison: null,
    change: null,
    comments: []
  };
}

/** Nobody has answered yet. */
export function emptyReport(): Report {
  const report = fullReport();
  const none = (figure: Figure) => ({ ...figure, disclosure: 'none' as const, n: 0, estimate: null });
  return {
    ...report,
    survey: { ...report.survey, demonstration: false },
    respondents: 0,
    valid: null,
    notApplicableShare: null,
    noAnswerShare: null,
    units: 0,
    overall: none(report.overall),
    factors: report.factors.map((factor) => ({ ...factor, ...none(factor) })),
    items: report.items.map((item) => ({
      ...item,
      ...none(item),
      notApplicable: null,
      noAnswer: null,
      levels: null,
      meanLevel: null,
      dissatisfied: null
    })),
    rates: report.rates.map((rate) => ({ ...rate, ...none(rate), count: null, alarm: false })),
    trend: [],
    counters: report.counters.map((counter) => ({ ...counter, ...none(counter), thin: true })),
    comparison: null,
    change: null,
    comments: []
  };
}

/** One counter's own report. */
export function counterReport(): Report {
  return { ...fullReport(), counter: { code: 'K7M4PQX3', name: 'Quầy 1 – Đất đai, xây dựng' }, counters: [], comparison: null };
}

/** Six-level items of an imported table, respondents as PSUs, mean of factors, values far below the target. */
export function sixLevelReport(): Report {
  const report = fullReport();
  const low = (value: number) => Math.max(0.04, value - 0.42);
  return {
    ...report,
    agency: { code: 'bfi', name: { vi: 'Bảng nhập thử', en: 'Imported table' }, kind: 'department' },
    survey: {
      ...report.survey,
      psu: 'respondent',
      mode: 'sampled',
      demonstration: false,
      method: { ...METHOD, aggregation: 'mean-of-factors' }
    },
    unit: 'respondent',
    units: 2800,
    running: false,
    period: { kind: 'survey', code: 'all', from: '2026-11-01', to: '2026-11-30' },
    respondents: 2800,
    overall: shown('overall', report.overall.name, low(0.864), 2790, { half: 0.01 }),
    factors: [
      ...report.factors.map((factor) => ({
        ...factor,
        ...shown(factor.code, factor.name, low(factor.estimate!.value), 2790, { half: 0.014 })
      })),
      {
        ...shown('policy', { vi: 'Chính sách và quản lý chung', en: 'Policy and general administration' }, 0.521, 2711),
        shortName: { vi: 'Chính sách chung', en: 'Policy' },
        inOverall: false
      }
    ],
    items: itemFigures(2790, {}, SIX_LEVELS, 5).map((item) => ({
      ...item,
      ...shown(item.code, item.name, low(item.estimate!.value), item.n!, { half: 0.018 }),
      levels: levelsOf(low(item.estimate!.value), item.n!, SIX_LEVELS, 5)
    })),
    rates: [],
    trend: report.trend.slice(-1),
    counters: [],
    comparison: null,
    change: { ...report.change!, difference: -0.052, interval: { lower: -0.08, upper: -0.021 }, beyondError: true },
    comments: []
  };
}

/** Long Vietnamese names everywhere, a refused overall figure, a section outside the index. */
export function longNamesReport(): Report {
  const report = provinceReport();
  const long =
    'Trung tâm Phục vụ hành chính công và Hỗ trợ người dân, doanh nghiệp thuộc Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh';
  return {
    ...report,
    agency: { code: 'so-nnmt', name: same(`Sở Nông nghiệp và Môi trường – ${long}`), kind: 'department' },
    survey: { ...report.survey, method: { ...METHOD, aggregation: 'mean-of-items' } },
    overall: { ...report.overall, disclosure: 'refused', estimate: null, n: 412, missing: ['feedback_3', 'feedback_4'] },
    factors: report.factors.map((factor, i) => ({
      ...factor,
      name: same(`${factor.name.vi} và sự phối hợp với các cơ quan liên quan trên địa bàn tỉnh`),
      inOverall: i < 4
    })),
    change: null,
    children: report.children.slice(0, 6).map((child) => ({ ...child, name: same(`${child.name.vi} – ${long}`) })),
    counters: fullReport().counters.map((counter) => ({ ...counter, name: same(`${counter.name.vi} – ${long}`) }))
  };
}
