/** The sentences of a letter and of a paper form, in Vietnamese whatever the reader of the page speaks. */
import type { Day } from '../core/calendar/day';
import type { IdentityWords, PaperFormWords } from '../core/letter/paper-form';
import type { LetterWords } from '../core/letter/letter';
import type { LetterSettings } from '../core/letter/letter-settings';
import type { LetterSheets } from '../core/letter/print-job';
import { m } from '../paraglide/messages.js';
import { formatCount, formatDay } from './format';

const VI = { locale: 'vi' } as const;

/** What the letters of a survey have in common. */
export interface LetterSurvey {
  readonly name: string;
  readonly settings: LetterSettings;
  readonly kind: 'transactions' | 'households' | 'villages';
  /** Of the list it was drawn from. */
  readonly count: number;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly minutes: number;
  /** The last day for answers; null: it is open. */
  readonly closesOn: Day | null;
  /** That names and addresses are kept after the survey closed. */
  readonly retentionDays: number;
  readonly shortUrl: string;
  /** A paper form lies in the envelope. */
  readonly hasForm: boolean;
  readonly printedOn: Day;
}

/** Whom one letter goes to. */
export interface LetterPerson {
  readonly name: string;
  readonly isOrganisation: boolean;
  /** Where the matter was handled, or the household lives. */
  readonly agencyName: string;
  /** '' where it is not known. */
  readonly field: string;
  readonly serial: string;
  readonly printedCode: string;
}

export function letterWords(survey: LetterSurvey, person: LetterPerson): LetterWords {
  const { settings, shortUrl, printedOn } = survey;
  const { sender, address, phone } = settings;
  const year = Number(printedOn.slice(0, 4));
  const ways = [
    m.letter_way_scan({}, VI),
    m.letter_way_open({ shortUrl, code: person.printedCode }, VI),
    ...(survey.hasForm ? [m.letter_way_paper({ sender }, VI)] : []),
    ...(phone === '' ? [] : [m.letter_way_phone({ phone }, VI)])
  ];
  const contact = [phone, settings.contact].filter((text) => text !== '').join(', ');
  return {
    superior: settings.superior === '' ? undefined : settings.superior.toLocaleUpperCase('vi'),
    sender: sender.toLocaleUpperCase('vi'),
    state: m.letter_state({}, VI),
    motto: m.letter_motto({}, VI),
    returnTo: address === '' ? m.letter_return_to_sender({ sender }, VI) : m.letter_return_to({ sender, address }, VI),
    serial: m.letter_serial({ serial: person.serial }, VI),
    date: settings.place === '' ? m.letter_date_no_place({ year }, VI) : m.letter_date({ place: settings.place, year }, VI),
    title: m.letter_title({}, VI),
    subject: m.letter_subject({ survey: asPart(survey.name) }, VI),
    salutation: salutation(person),
    invitation: invitation(survey, person),
    ways: ways.map((text, i) => ({ label: m.letter_way({ n: i + 1 }, VI), text })),
    deadline: survey.closesOn === null ? undefined : m.letter_deadline({ day: formatDay(survey.closesOn) }, VI),
    paragraphs: [
      [m.form_voluntary({}, VI), m.letter_confidential({ days: survey.retentionDays }, VI), m.letter_no_proxy({}, VI)].join(' '),
      ...(contact === '' ? [] : [m.letter_contact({ contact }, VI)])
    ],
    thanks: m.letter_thanks({}, VI),
    signer: settings.signer.toLocaleUpperCase('vi'),
    signerName: settings.signerName === '' ? undefined : settings.signerName,
    qrLabel: m.letter_qr_label({ serial: person.serial }, VI),
    printedOn: m.letter_printed_on({ day: formatDay(printedOn) }, VI)
  };
}

/** `isInterview`: an interviewer fills it in. */
export function paperFormWords(
  { name, settings, retentionDays }: Pick<LetterSurvey, 'name' | 'settings' | 'retentionDays'>,
  isInterview: boolean
): PaperFormWords {
  return {
    sender: settings.sender.toLocaleUpperCase('vi'),
    title: m.letter_form_title({}, VI),
    subject: name,
    plan: settings.plan === '' ? undefined : m.letter_form_plan({ plan: settings.plan }, VI),
    lead: [
      m.letter_form_purpose({ sender: settings.sender }, VI),
      m.letter_form_confidential({ days: retentionDays }, VI),
      m.form_voluntary({}, VI)
    ],
    howTo: m.letter_form_how_to({}, VI),
    notForYou: m.poster_not_for_you({}, VI),
    columns: { number: m.letter_form_number({}, VI), content: m.letter_form_content({}, VI), notApplicable: m.letter_form_na({}, VI) },
    several: m.letter_form_several({}, VI),
    thanks: m.letter_form_thanks({}, VI),
    interviewer: isInterview ? m.letter_form_interviewer({}, VI) : undefined,
    page: (page, pages) => m.letter_form_page({ page, pages }, VI)
  };
}

export function identityWords(serial: string): IdentityWords {
  return { serialLabel: m.letter_form_serial_label({}, VI), qrLabel: m.letter_qr_label({ serial }, VI) };
}

/** Who signs where nobody has said it. */
export const usualSigner = (): string => m.letter_usual_signer({}, VI);

export const blankPageText = (serial: string): string => m.letter_blank_page({ serial }, VI);

/** Of the file: what it is, and nobody's name. */
export function letterPdfTitle(sheets: LetterSheets): string {
  return { letters: m.letter_pdf_letters, forms: m.letter_pdf_forms, both: m.letter_pdf_both }[sheets]({}, VI);
}

function salutation({ name, isOrganisation }: LetterPerson): string {
  if (name === '') return m.letter_to_unnamed({}, VI);
  return isOrganisation ? m.letter_to_organisation({ name }, VI) : m.letter_to_person({ name }, VI);
}

function invitation(survey: LetterSurvey, { isOrganisation, agencyName, field }: LetterPerson): string {
  const agency = placeInSentence(agencyName);
  const shared = { sender: survey.settings.sender, min: survey.minutes };
  if (survey.kind !== 'transactions') return m.letter_invite_household({ ...shared, agency }, VI);
  const you = isOrganisation ? m.letter_you_organisation({}, VI) : m.letter_you_person({}, VI);
  const matter = field === '' ? m.letter_matter({ agency }, VI) : m.letter_matter_field({ field, agency }, VI);
  const period =
    survey.from === null || survey.to === null ? '' : m.letter_period({ from: formatDay(survey.from), to: formatDay(survey.to) }, VI);
  return m.letter_invite_transaction({ ...shared, you, matter, period, count: formatCount(survey.count, 'vi') }, VI);
}

/** An agency's name inside a sentence: `xã Chiềng Mai`, but `Phường 1` and `Sở Nội vụ`, as the rules on capitals have it. */
function placeInSentence(name: string): string {
  return /^(Xã|Phường|Thị trấn|Đặc khu|Tỉnh) (?!\d)/u.test(name) ? asPart(name) : name;
}

/** A survey's name inside a sentence: "Điều tra …" becomes "điều tra …". */
function asPart(name: string): string {
  return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1);
}
