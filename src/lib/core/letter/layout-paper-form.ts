/**
 * A questionnaire as a paper form on A4: how to fill it in, rated items in tables, questions with boxes, the profile, the comment.
 * Every page has the serial number, the QR code and `page x/y`, so that sheets that came apart find each other. What is the same
 * for everybody is laid out once (`layoutPaperForm`); `stampForm` adds whose form it is.
 */
import type { Language, LevelItem, Questionnaire, Section } from '../questionnaire/questionnaire';
import { scaleOf, textIn } from '../questionnaire/questionnaire';
import type { Drawing, Measure, Shape } from '../poster/drawing';
import type { Part } from '../poster/flow-pages';
import { drawParts } from '../poster/flow-pages';
import type { SetIn } from '../poster/poster-texts';
import { settingIn } from '../poster/poster-texts';
import { heightOf, placeStack, placeText } from '../poster/set-text';
import type { FormPart } from './flow-form';
import { flowForm } from './flow-form';
import { FORM_TYPE, FORM_WIDTH, PAGE } from './form-frame';
import { leadOf, pageHeadOf } from './form-head';
import { commentOf, questionOf } from './form-questions';
import { tableOf } from './form-table';
import type { SheetIdentity } from './letter';
import type { IdentityWords, PaperFormWords } from './paper-form';
import { paperNumbers } from './paper-form';

const LINES = { least: 4, most: 12, height: 8.5 } as const;
const QR = 24;
const TITLE_ABOVE = 2.5;

/** Its pages without identity. */
export function layoutPaperForm(questionnaire: Questionnaire, words: PaperFormWords, measure: Measure): readonly Drawing[] {
  const set = settingIn(measure);
  const lead = leadOf(words, set);
  const numbers = paperNumbers(questionnaire);
  const parts = questionnaire.sections.flatMap((section, i, sections) =>
    sectionParts(section, sections[i - 1], questionnaire, numbers, words, set)
  );
  const top = PAGE.headTop + PAGE.headHeight + 3;
  const room = { first: PAGE.bottom - top - lead.height, other: PAGE.bottom - top };
  const closing = closingOf(words, set);
  const comment = (lines: number): readonly FormPart[] =>
    questionnaire.comment ? [commentOf(questionnaire.comment, lines, words.language, set), closing] : [closing];

  // The lines to write on take what the last page leaves.
  let pages = flowForm([...parts, ...comment(LINES.least)], room);
  for (let lines = LINES.least + 1; questionnaire.comment && lines <= LINES.most; lines++) {
    const more = flowForm([...parts, ...comment(lines)], room);
    if (more.length > pages.length) break;
    pages = more;
  }
  return pages.map((page, i) => ({
    width: PAGE.width,
    height: PAGE.height,
    shapes: [
      ...pageHeadOf(words, set, i === 0),
      ...drawParts(i === 0 ? [lead, ...page] : page, top),
      placeText(set(words.page(i + 1, pages.length), 'regular', FORM_TYPE.small, FORM_WIDTH), PAGE.width - PAGE.margin, PAGE.foot, 'right')
    ]
  }));
}

/** The same pages with serial number, QR code and the code in letters. */
export function stampForm(
  pages: readonly Drawing[],
  { serial, printedCode, qr }: SheetIdentity,
  words: IdentityWords,
  measure: Measure
): readonly Drawing[] {
  const set = settingIn(measure);
  const right = PAGE.width - PAGE.margin;
  const label = set(words.serialLabel, 'regular', FORM_TYPE.small, 40, { colour: 'ink-soft' });
  const number = set(serial, 'figures', 15, 40, { lineHeight: 1.15 });
  const foot = set(`${words.serialLabel} ${serial} · ${printedCode}`, 'regular', FORM_TYPE.small, FORM_WIDTH);
  const labelX = right - QR - 2;
  const identity: readonly Shape[] = [
    placeText(label, labelX, PAGE.headTop + 7, 'right'),
    placeText(number, labelX, PAGE.headTop + 7 + label.height, 'right'),
    // Its quiet zone reaches into the margin.
    { kind: 'qr', x: right - QR + 2.5, y: PAGE.headTop - 1.5, size: QR, qr, label: words.qrLabel },
    placeText(foot, PAGE.margin, PAGE.foot)
  ];
  return pages.map((page) => ({ ...page, shapes: [...page.shapes, ...identity] }));
}

/** `before`: the section that stands before it. */
function sectionParts(
  section: Section,
  before: Section | undefined,
  questionnaire: Questionnaire,
  numbers: ReadonlyMap<string, number>,
  words: PaperFormWords,
  set: SetIn
): readonly FormPart[] {
  const parts = byScale(section).flatMap((run): readonly FormPart[] => {
    if (run.kind === 'level') return tableOf(run.items, scaleOf(questionnaire, run.items[0]!), numbers, words, set);
    return [questionOf(run.item, numbers.get(run.item.code) ?? 0, words, questionnaire, set)];
  });
  const [first, last] = [section.items[0], before?.items.at(-1)];
  const goesOn = first?.kind === 'level' && last?.kind === 'level' && first.scale === last.scale;
  const title = titleOf(section, goesOn ? undefined : textIn(questionnaire.stem, words.language), words.language, set);
  return withTitle(title, parts, goesOn);
}

type Run =
  | { readonly kind: 'level'; readonly items: LevelItem[] }
  | { readonly kind: 'options'; readonly item: Exclude<Section['items'][number], LevelItem> };

/** Rated items that follow each other on one scale are one table. */
function byScale({ items }: Section): readonly Run[] {
  const runs: Run[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (item.kind !== 'level') runs.push({ kind: 'options', item });
    else if (last?.kind === 'level' && last.items[0]!.scale === item.scale) last.items.push(item);
    else runs.push({ kind: 'level', items: [item] });
  }
  return runs;
}

function titleOf({ kind, name, intro }: Section, stem: string | undefined, language: Language, set: SetIn): Part {
  const said = [intro && textIn(intro, language), kind === 'factor' || kind === 'overall' ? stem : undefined].filter(
    (text) => text !== undefined
  );
  const sentences = said.map((text) => (/[.?!:]$/.test(text) ? text : `${text}.`)).join(' ');
  const stack = [
    {
      set: set(textIn(name, language).toLocaleUpperCase('vi'), 'semibold', FORM_TYPE.section, FORM_WIDTH, {
        colour: 'accent',
        lineHeight: 1.25
      }),
      above: 0
    },
    ...(sentences === '' ? [] : [{ set: set(sentences, 'regular', FORM_TYPE.small, FORM_WIDTH, { colour: 'ink-soft' }), above: 0.4 }])
  ];
  const height = TITLE_ABOVE + heightOf(stack) + 1.4;
  return { height, draw: (y) => placeStack(stack, PAGE.margin, y + TITLE_ABOVE) };
}

/**
 * A title never stands alone at the foot of a page: it is one part with what it is the title of. `goesOn`: the table before it goes
 * on below it, under the head that stands on this page already.
 */
function withTitle(title: Part, [first, ...rest]: readonly FormPart[], goesOn: boolean): readonly FormPart[] {
  if (!first) return [];
  const together = [title, ...(first.head && !goesOn ? [first.head] : []), first];
  const height = together.reduce((sum, part) => sum + part.height, 0);
  const begun: FormPart = { height, draw: (y) => drawParts(together, y), ...(first.head && goesOn && { head: first.head }) };
  return [begun, ...rest];
}

function closingOf({ thanks, interviewer }: PaperFormWords, set: SetIn): Part {
  const lines = [
    { set: set(thanks, 'semibold', FORM_TYPE.item, FORM_WIDTH), above: 0 },
    ...(interviewer === undefined ? [] : [{ set: set(interviewer, 'regular', FORM_TYPE.item, FORM_WIDTH), above: 2 }])
  ];
  return {
    height: 2 + heightOf(lines),
    draw: (y) => {
      let top = y + 2;
      return lines.map(({ set: text, above }, i) => {
        if (i > 0) top += above;
        const block = placeText(text, PAGE.width / 2, top, 'centre');
        top += text.height;
        return block;
      });
    }
  };
}
