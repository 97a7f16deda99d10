/** Reports in the states that a page must stand besides: few answers, one day, none at all, other scales, long names. */
import type { Figure, ItemFigure, Report } from '../../src/lib/core/report/report';
import { fullReport, provinceReport } from './report-fixtures';
import { METHOD, SIX_LEVELS, hidden, itemFigures, levelsOf, same, shown } from './report-parts';

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

/** A probability sample in eight strata, whose mean leaves out a factor that nobody answered. */
export function sampledReport(): Report {
  const report = fullReport();
  const sampled = { psus: 60, strata: 8 };
  const left = 'feedback';
  return {
    ...report,
    agency: { code: 'tinh-son-la', name: { vi: 'Tỉnh Sơn La', en: 'Sơn La Province' }, kind: 'province' },
    survey: {
      ...report.survey,
      mode: 'sampled',
      psu: 'design',
      demonstration: false,
      method: { ...METHOD, aggregation: 'mean-of-factors' }
    },
    period: { kind: 'survey', code: 'all', from: '2026-11-01', to: '2026-11-30' },
    running: false,
    unit: 'psu',
    units: 60,
    respondents: 900,
    valid: 14_210,
    overall: shown('overall', report.overall.name, 0.874, 893, { ...sampled, half: 0.029, valid: 14_210, absent: [left] }),
    factors: report.factors.map((factor) => ({
      ...factor,
      ...(factor.code === left
        ? hidden(factor.code, factor.name, 'none', 0)
        : shown(factor.code, factor.name, factor.estimate!.value, 890, sampled))
    })),
    items: itemFigures(890, sampled).map((item) =>
      item.section === left
        ? { ...item, ...hidden(item.code, item.name, 'none', 0), levels: null, meanLevel: null, dissatisfied: null }
        : item
    ),
    rates: [],
    trend: [],
    counters: [],
    comparison: null,
    change: null,
    comments: []
  };
}

/** As `sampledReport` with a stratum of one sampling unit: figures, no interval. */
export function lonelyReport(): Report {
  const report = sampledReport();
  const lonely = { psus: 60, strata: 8, notes: ['lonely-stratum'] as const };
  const without = <T extends Figure>(figure: T): T =>
    figure.estimate ? { ...figure, ...shown(figure.code, figure.name, figure.estimate.value, figure.estimate.n, lonely) } : figure;
  return { ...report, overall: without(report.overall), factors: report.factors.map(without), items: report.items.map(without) };
}

/** The province has set no target. */
export function noTargetReport(): Report {
  const report = provinceReport();
  return { ...report, survey: { ...report.survey, method: { ...METHOD, target: null } }, comparison: fullReport().comparison };
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
