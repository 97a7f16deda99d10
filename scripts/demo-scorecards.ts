/**
 * Scorecards of the demonstration: one that was published, with its source, and made-up ones of two years for the departments, labelled
 * as such (`scorecards.demonstration`). Done again it changes nothing.
 */
import { localDay } from '../src/lib/core/calendar/day';
import { roundPoints } from '../src/lib/core/scoring/par-points';
import { pointLinesOf } from '../src/lib/core/scoring/par-rules';
import type { PointLine, SurveySource } from '../src/lib/core/scoring/par-rules';
import { DEMONSTRATION_RULES } from '../src/lib/core/scoring/par-rules-demo';
import type { ScorecardLine } from '../src/lib/core/scoring/scorecard';
import type { LineSurvey } from '../src/lib/core/scoring/stored-scorecard';
import { newId } from '../src/lib/server/new-id';
import type { Db } from '../src/lib/server/schema';
import { getAgencyByCode, listChildren } from '../src/lib/server/store/agencies';
import type { ScorecardChange } from '../src/lib/server/operations/stored-scorecard';
import { toRow } from '../src/lib/server/operations/stored-scorecard';
import { insertScorecard } from '../src/lib/server/store/scorecards';
import { DEMO_PROVINCE } from './demo-agencies';
import type { Random } from './demo-answers';
import { seededRandom } from './demo-answers';
import { PUBLISHED_2021, PUBLISHED_ORIGIN } from './demo-scorecard-2021';

/** Codes of sampled surveys that give the latest year's cards their points; null: typed points stand for them. */
export interface DemoCardSurveys {
  readonly citizens: string | null;
  readonly leaders: string | null;
}
const TYPED_POINTS: DemoCardSurveys = { citizens: null, leaders: null };

const PUBLISHED_AGENCY = '14-van-phong-uy-ban-nhan-dan';
/** Formed lately: it has no card of the year before. */
const WITHOUT_YEAR_BEFORE = '14-so-dan-toc-va-ton-giao';
/** Its appraisal is not finished: one line of the latest year has no points. */
const UNFINISHED = { agency: '14-ban-quan-ly-cac-khu-cong-nghiep', line: '7.4' };
/** Two that share a rank in the latest year. */
const TIED = ['14-so-y-te', '14-so-cong-thuong'] as const;
const YEARS = 2;

const REASONS: Readonly<Record<string, string>> = {
  '1.2': 'Hai nhiệm vụ trong kế hoạch năm hoàn thành chậm.',
  '1.3': 'Báo cáo quý II gửi chậm ba ngày.',
  '1.4': 'Chưa có văn bản xử lý sau kiểm tra tại một đơn vị trực thuộc.',
  '2.1': 'Một văn bản trình chậm so với kế hoạch.',
  '3.1': 'Chưa có phương án đơn giản hóa được phê duyệt.',
  '3.3': 'Tỷ lệ hồ sơ giải quyết đúng hạn đạt 97,4%; một số hồ sơ trễ hẹn chưa có thư xin lỗi.',
  '4.2': 'Sử dụng biên chế chưa đúng cơ cấu vị trí việc làm đã phê duyệt.',
  '5.4': 'Một công chức bị kỷ luật trong năm.',
  '6.1': 'Giải ngân vốn đầu tư công đạt 91,2% kế hoạch.',
  '7.2': 'Tỷ lệ hồ sơ nộp trực tuyến đạt 63%, chưa đạt mức được giao.',
  '7.3': 'Số hóa kết quả giải quyết còn hiệu lực đạt 71%.',
  '8.1': 'Tỷ lệ hài lòng thấp nhất ở nội dung tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị.'
};

export async function seedDemoScorecards(db: Db, now: Date, surveys: DemoCardSurveys = TYPED_POINTS): Promise<void> {
  const today = localDay(now);
  const province = await getAgencyByCode(db, DEMO_PROVINCE, today);
  const departments = (await listChildren(db, province.id, today)).filter(({ kind }) => kind === 'department');
  const office = await getAgencyByCode(db, PUBLISHED_AGENCY, today);
  const shared = { changedAt: now.toISOString(), changedById: null };
  await insertScorecard(
    db,
    toRow({
      ...shared,
      ...PUBLISHED_2021,
      id: newId(),
      agencyId: office.id,
      surveys: [],
      origin: PUBLISHED_ORIGIN,
      demonstration: false
    })
  );

  const lastYear = Number(today.slice(0, 4));
  for (let year = lastYear - YEARS + 1; year <= lastYear; year++) {
    const isLast = year === lastYear;
    let tied: readonly ScorecardLine[] | undefined;
    for (const { id, code } of departments) {
      if (!isLast && code === WITHOUT_YEAR_BEFORE) continue;
      const made = makeLines(seededRandom(seedOf(code, year)), isLast ? 0.01 : 0);
      const isTied = isLast && (TIED as readonly string[]).includes(code);
      const lines = isTied && tied ? tied : made;
      if (isTied) tied ??= made;
      const missing = isLast && code === UNFINISHED.agency ? lines.map(withoutPoints) : lines;
      const card = { ...shared, id: newId(), agencyId: id, year, rules: DEMONSTRATION_RULES, composition: null, published: null };
      const origin = 'Số liệu do nền tảng đặt ra để minh họa.';
      await insertScorecard(db, toRow({ ...card, origin, demonstration: true, ...linked(missing, isLast ? surveys : TYPED_POINTS) }));
    }
  }
}

/** The same agency has the same card whenever it is made. */
function seedOf(code: string, year: number): number {
  return [...code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, year);
}

function makeLines(random: Random, better: number): readonly ScorecardLine[] {
  const ability = 0.86 + 0.12 * random() + better;
  return DEMONSTRATION_RULES.areas.flatMap(pointLinesOf).map((line) => makeLine(line, ability, random));
}

/** Appraised points come in quarters; a survey's do not. */
function makeLine({ code, max, sources }: PointLine, ability: number, random: Random): ScorecardLine {
  const [source] = sources;
  const part = Math.min(1, ability + 0.16 * (random() - 0.4));
  const points = source === 'appraisal' ? (random() < ability - 0.5 ? max : Math.round(max * part * 4) / 4) : roundPoints(max * part);
  const reason = points < max ? (REASONS[code] ?? null) : null;
  const group = { appraised: null, leaders: null, citizens: null, combined: null };
  const selfAssessed = source === 'appraisal' ? Math.min(max, points + (random() < 0.3 ? 0.25 : 0)) : null;
  return { code, ...group, selfAssessed, [source === 'appraisal' ? 'appraised' : source!]: points, reason };
}

function withoutPoints(line: ScorecardLine): ScorecardLine {
  return line.code === UNFINISHED.line ? { ...line, appraised: null, reason: null } : line;
}

/** Lines that a survey gives points to hold none of their own. */
function linked(lines: readonly ScorecardLine[], surveys: DemoCardSurveys): Pick<ScorecardChange, 'lines' | 'surveys'> {
  const links = DEMONSTRATION_RULES.areas.flatMap(pointLinesOf).flatMap(({ code, sources, figure }): readonly LineSurvey[] => {
    const group = sources.find((source): source is SurveySource => source !== 'appraisal');
    const surveyCode = group && surveys[group];
    return surveyCode && figure !== undefined ? [{ line: code, group, surveyCode, figureCode: figure }] : [];
  });
  const isLinked = (code: string, group: SurveySource) => links.some((link) => link.line === code && link.group === group);
  return {
    surveys: links,
    lines: lines.map((line) => ({
      ...line,
      leaders: isLinked(line.code, 'leaders') ? null : line.leaders,
      citizens: isLinked(line.code, 'citizens') ? null : line.citizens
    }))
  };
}
