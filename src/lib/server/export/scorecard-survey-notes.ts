/** The notes below a scorecard's table: from which survey points came, with respondents and interval, or why a survey gave none. */
import type { AssembledLine, AssembledScorecard } from '../../core/scoring/scorecard';
import { formatMoment } from '../../i18n/format-points';
import type { NoPointsReason, SurveyPoints } from '../../core/scoring/survey-points';

const REASONS: Readonly<Record<NoPointsReason, string>> = {
  none: 'không có phiếu',
  few: 'quá ít người trả lời nên không hiện số',
  complement: 'không hiện số, để không suy ra được số đã ẩn khác',
  near: 'không hiện số, để không suy ra được số đã ẩn khác',
  refused: 'có phần không ai trả lời nên phương pháp không cho số này',
  'no-figure': 'đợt khảo sát không có số này',
  unweighted: 'có phiếu chưa có trọng số',
  'not-frozen': 'đợt điều tra chưa khóa sổ',
  'not-closed': 'đợt khảo sát chưa đóng',
  continuous: 'khảo sát thường xuyên tại quầy, không dùng để chấm điểm',
  'no-conversion': 'bộ quy tắc không quy đổi kết quả khảo sát cho dòng này'
};
const GROUPS = [
  ['leaders', 'Điểm điều tra (lãnh đạo, quản lý)'],
  ['citizens', 'Điểm điều tra (người dân)']
] as const;

export function surveyNotes({ areas }: AssembledScorecard): readonly string[] {
  return areas.flatMap((area) => area.criteria ?? [area]).flatMap(notesOfLine);
}

function notesOfLine({ code, fromSurvey }: AssembledLine): readonly string[] {
  return GROUPS.flatMap(([group, name]) => {
    const survey = fromSurvey[group];
    return survey ? [`${name}, dòng ${code}: ${describe(survey)}`] : [];
  });
}

function describe({ points, interval, reason, surveyCode, agencyCode, n, notCounted = 0, method, takenAt }: SurveyPoints): string {
  const origin = `đợt khảo sát ${surveyCode}, cơ quan ${agencyCode}`;
  if (points === null) return `chưa có điểm từ ${origin}${reason === null ? '' : ` (${REASONS[reason]})`}.`;
  const range = interval ? `; khoảng tin cậy từ ${format(interval.lower)} đến ${format(interval.upper)} điểm` : '';
  const respondents = n === null ? '' : `; số người trả lời: ${n.toLocaleString('vi-VN')}`;
  const out = notCounted > 0 ? `; không tính ${notCounted.toLocaleString('vi-VN')} phiếu` : '';
  const taken =
    takenAt === undefined ? '; theo số hiện tại, chưa chốt' : `; chốt lúc ${formatMoment(takenAt)} theo phương pháp ${method ?? ''}`;
  return `${format(points)} điểm theo ${origin}${range}${respondents}${out}${taken}.`;
}

function format(points: number): string {
  return points.toLocaleString('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
