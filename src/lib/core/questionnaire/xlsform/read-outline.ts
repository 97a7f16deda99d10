/**
 * The rows of `survey` in their order: sections with their questions, the stem, the open comment. Groups inside a section belong to
 * it; questions outside every group make a section of their own. Notes before a section's questions are its intro.
 *
 * Refused: types that a questionnaire has no place for, groups that do not close or were never opened, a second open text.
 */
import type { Findings } from './findings';
import { mistake, note } from './findings';
import type { Table, TableRow } from './read-table';
import type { RowType } from './row-type';
import { rowType } from './row-type';

export interface QuestionRow {
  readonly row: TableRow;
  readonly type: RowType & { readonly kind: 'one' | 'several' };
  /** Rows of the groups around it that have a condition, the outermost first. */
  readonly groups: readonly TableRow[];
}

export interface SectionRows {
  /** Where its group begins; undefined: its questions stand outside every group. */
  readonly begin: TableRow | undefined;
  readonly notes: readonly TableRow[];
  readonly questions: readonly QuestionRow[];
}

export interface Outline {
  readonly stem: TableRow | undefined;
  readonly sections: readonly SectionRows[];
  readonly comment: TableRow | undefined;
}

interface OpenSection {
  readonly begin: TableRow | undefined;
  readonly notes: TableRow[];
  readonly questions: QuestionRow[];
}

interface OpenText {
  readonly row: TableRow;
  readonly conditional: boolean;
  /** Questions before it. */
  readonly asked: number;
}

const STEM = /^stem(_\d+)?$/;

export function readOutline(survey: Table, findings: Findings): Outline {
  const sections: OpenSection[] = [];
  const groups: TableRow[] = [];
  const texts: OpenText[] = [];
  let asked = 0;
  let waiting: TableRow[] = [];
  let stem: TableRow | undefined;
  let open: OpenSection | undefined;

  const beginSection = (begin: TableRow | undefined): OpenSection => {
    const section: OpenSection = { begin, notes: waiting, questions: [] };
    waiting = [];
    sections.push(section);
    return section;
  };

  for (const row of survey.rows) {
    const type = row.text('type');
    if (isOff(row.text('disabled'))) continue;
    if (type === '') {
      if (row.text('name') !== '' || row.words('label').size > 0) mistake(findings, row.cell('type'), 'cell-empty');
      continue;
    }
    const read = rowType(type);
    switch (read.kind) {
      case 'begin':
        if (groups.length === 0) open = beginSection(row);
        else note(findings, row.cell('type'), 'xlsform-group-inside', { name: row.text('name') });
        groups.push(row);
        break;
      case 'end':
        if (!groups.pop()) mistake(findings, row.cell('type'), 'xlsform-group-end');
        if (groups.length === 0) open = undefined;
        break;
      case 'one':
      case 'several':
        open ??= beginSection(undefined);
        asked += 1;
        open.questions.push({ row, type: { kind: read.kind, list: read.list }, groups: groups.filter(isConditional) });
        break;
      case 'note':
        if (!stem && sections.length === 0 && STEM.test(row.text('name'))) stem = row;
        else if ((open?.questions.length ?? 0) > 0) note(findings, row.cell('label'), 'xlsform-note-left-out');
        else (open?.notes ?? waiting).push(row);
        if (isConditional(row)) mistake(findings, row.cell('relevant'), 'xlsform-condition-here');
        break;
      case 'text':
        texts.push({ row, conditional: [row, ...groups].some(isConditional), asked });
        break;
      case 'unseen':
        note(findings, row.cell('type'), 'xlsform-unseen', { value: type });
        break;
      default:
        mistake(findings, row.cell('type'), 'xlsform-type', { value: type });
    }
  }
  for (const row of groups) mistake(findings, row.cell('type'), 'xlsform-group-open', { name: row.text('name') });
  for (const row of waiting) note(findings, row.cell('label'), 'xlsform-note-left-out');

  return { stem, sections: sections.filter((section) => isAsked(section, findings)), comment: commentOf(texts, asked, findings) };
}

/** One open text is the comment: the one that is named so, or the last. */
function commentOf(texts: readonly OpenText[], asked: number, findings: Findings): TableRow | undefined {
  const comment = texts.find(({ row }) => row.text('name').toLowerCase() === 'comment') ?? texts.at(-1);
  if (!comment) return undefined;
  for (const { row } of texts) if (row !== comment.row) mistake(findings, row.cell('type'), 'xlsform-text', { value: row.text('name') });
  if (comment.conditional) mistake(findings, comment.row.cell('relevant'), 'xlsform-condition-here');
  if (comment.asked < asked) note(findings, comment.row.cell('type'), 'xlsform-comment-moved');
  return comment.row;
}

const isConditional = (row: TableRow) => row.text('relevant') !== '';
const isOff = (text: string) => ['yes', 'true', 'true()'].includes(text.toLowerCase());

function isAsked({ begin, questions }: OpenSection, findings: Findings): boolean {
  if (questions.length === 0 && begin) note(findings, begin.cell('type'), 'xlsform-group-empty', { name: begin.text('name') });
  return questions.length > 0;
}
