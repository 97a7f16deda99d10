/** Reports with everything in them: figures are made up, shapes are real. No randomness: the same reports every time. */
import { NO_LINEAGE } from '../../src/lib/core/report/lineage';
import type { Comparison, MonthFigure, PlaceFigure, Report } from '../../src/lib/core/report/report';
import { COMMUNES, FACTORS, METHOD, estimate, factorFigure, hidden, itemFigures, same, shown } from './report-parts';

/** A commune's quarter: everything is there. */
export function fullReport(): Report {
  const months: MonthFigure[] = [0.884, 0.879, 0.891, 0.887, 0.872, 0.894, 0.868, 0.874, 0.871, 0.866, 0.858].map((value, i) => {
    const month = `2026-${String(i + 1).padStart(2, '0')}`;
    return { ...shown(month, same(month), value, 128 + ((i * 17) % 40), { half: 0.032 }), month, method: 0 };
  });
  return {
    agency: { code: 'xa-chieng-khoong', name: { vi: 'Xã Chiềng Khoong', en: 'Chiềng Khoong Commune' }, kind: 'commune' },
    counter: null,
    lineage: NO_LINEAGE,
    notCounted: null,
    counterMoves: [],
    survey: {
      codes: ['son-la-2026'],
      name: { vi: 'Ý kiến tại quầy năm 2026', en: 'Counter feedback 2026' },
      mode: 'continuous',
      psu: 'day',
      demonstration: true,
      questionnaire: {
        code: 'sipas-2017',
        title: { vi: 'Phiếu 22 tiêu chí (SIPAS 2017)', en: '22 criteria (SIPAS 2017)' },
        versions: [1],
        rewordings: []
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
    methods: [{ name: METHOD.name, number: METHOD.number, questionnaire: same('SIPAS 2017'), rewordings: [], from: '2026-01-01' }],
    changeCut: false,
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

/** One counter's own report. */
export function counterReport(): Report {
  return { ...fullReport(), counter: { code: 'K7M4PQX3', name: 'Quầy 1 – Đất đai, xây dựng' }, counters: [], comparison: null };
}
