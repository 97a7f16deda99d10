/** The sentences of a letter and of a paper form, in the language that is printed, whatever the reader of the page speaks. */
import type { Day } from '../core/calendar/day';
import type { IdentityWords, PaperFormWords } from '../core/letter/paper-form';
import type { LetterWords } from '../core/letter/letter';
import type { LetterSettings } from '../core/letter/letter-settings';
import type { LetterSheets } from '../core/letter/print-job';
import { m } from '../paraglide/messages.js';
import type { DisplayLanguage } from './format';
import { formatCount, formatDay } from './format';

const VI = { locale: 'vi' } as const;

/** What the letters of a survey have in common. */
export interface LetterSurvey {
  readonly language: DisplayLanguage;
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
  const { settings, shortUrl, printedOn, language } = survey;
  const locale = { locale: language };
  const { address, phone } = settings;
  const sender = senderIn(settings, language);
  const year = Number(printedOn.slice(0, 4));
  const ways = [
    m.letter_way_scan({}, locale),
    m.letter_way_open({ shortUrl, code: person.printedCode }, locale),
    ...(survey.hasForm ? [m.letter_way_paper({ sender }, locale)] : []),
    ...(phone === '' ? [] : [m.letter_way_phone({ phone }, locale)])
  ];
  const contact = [phone, settings.contact].filter((text) => text !== '').join(', ');
  return {
    // In English the sender's name says where it belongs.
    superior: settings.superior === '' || language === 'en' ? undefined : settings.superior.toLocaleUpperCase('vi'),
    sender: sender.toLocaleUpperCase('vi'),
    state: m.letter_state({}, locale),
    motto: m.letter_motto({}, locale),
    returnTo: address === '' ? m.letter_return_to_sender({ sender }, locale) : m.letter_return_to({ sender, address }, locale),
    serial: m.letter_serial({ serial: person.serial }, locale),
    date: settings.place === '' ? m.letter_date_no_place({ year }, locale) : m.letter_date({ place: settings.place, year }, locale),
    title: m.letter_title({}, locale),
    subject: m.letter_subject({ survey: language === 'vi' ? asPart(survey.name) : survey.name }, locale),
    salutation: salutation(person, language),
    invitation: invitation(survey, person),
    ways: ways.map((text, i) => ({ label: m.letter_way({ n: i + 1 }, locale), text })),
    deadline: survey.closesOn === null ? undefined : m.letter_deadline({ day: formatDay(survey.closesOn) }, locale),
    paragraphs: [
      [m.form_voluntary({}, locale), m.letter_confidential({ days: survey.retentionDays }, locale), m.letter_no_proxy({}, locale)].join(
        ' '
      ),
      ...(contact === '' ? [] : [m.letter_contact({ contact }, locale)])
    ],
    thanks: m.letter_thanks({}, locale),
    signer: settings.signer.toLocaleUpperCase('vi'),
    signerName: settings.signerName === '' ? undefined : settings.signerName,
    qrLabel: m.letter_qr_label({ serial: person.serial }, locale),
    printedOn: m.letter_printed_on({ day: formatDay(printedOn) }, locale)
  };
}

/** `isInterview`: an interviewer fills it in. */
export function paperFormWords(
  { language, name, settings, retentionDays }: Pick<LetterSurvey, 'language' | 'name' | 'settings' | 'retentionDays'>,
  isInterview: boolean
): PaperFormWords {
  const locale = { locale: language };
  const sender = senderIn(settings, language);
  return {
    language,
    sender: sender.toLocaleUpperCase('vi'),
    title: m.letter_form_title({}, locale),
    subject: name,
    plan: settings.plan === '' ? undefined : m.letter_form_plan({ plan: settings.plan }, locale),
    lead: [
      m.letter_form_purpose({ sender }, locale),
      m.letter_form_confidential({ days: retentionDays }, locale),
      m.form_voluntary({}, locale)
    ],
    howTo: m.letter_form_how_to({}, locale),
    notForYou: m.poster_not_for_you({}, locale),
    columns: {
      number: m.letter_form_number({}, locale),
      content: m.letter_form_content({}, locale),
      notApplicable: m.letter_form_na({}, locale)
    },
    several: m.letter_form_several({}, locale),
    thanks: m.letter_form_thanks({}, locale),
    interviewer: isInterview ? m.letter_form_interviewer({}, locale) : undefined,
    page: (page, pages) => m.letter_form_page({ page, pages }, locale)
  };
}

export function identityWords(serial: string, language: DisplayLanguage): IdentityWords {
  const locale = { locale: language };
  return { serialLabel: m.letter_form_serial_label({}, locale), qrLabel: m.letter_qr_label({ serial }, locale) };
}

/** Who signs where nobody has said it. */
export const usualSigner = (): string => m.letter_usual_signer({}, VI);

export const blankPageText = (serial: string): string => m.letter_blank_page({ serial }, VI);

/** Of the file: what it is, and nobody's name. */
export function letterPdfTitle(sheets: LetterSheets): string {
  return { letters: m.letter_pdf_letters, forms: m.letter_pdf_forms, both: m.letter_pdf_both }[sheets]({}, VI);
}

/** In English by its English name where it has one. */
function senderIn({ sender, senderEn = '' }: LetterSettings, language: DisplayLanguage): string {
  return language === 'en' && senderEn !== '' ? senderEn : sender;
}

function salutation({ name, isOrganisation }: LetterPerson, language: DisplayLanguage): string {
  const locale = { locale: language };
  if (name === '') return m.letter_to_unnamed({}, locale);
  return isOrganisation ? m.letter_to_organisation({ name }, locale) : m.letter_to_person({ name }, locale);
}

function invitation(survey: LetterSurvey, { isOrganisation, agencyName, field }: LetterPerson): string {
  const { language, settings } = survey;
  const locale = { locale: language };
  const agency = language === 'vi' ? placeInSentence(agencyName) : agencyName;
  const shared = { sender: senderIn(settings, language), min: survey.minutes };
  if (survey.kind !== 'transactions') return m.letter_invite_household({ ...shared, agency }, locale);
  const you = isOrganisation ? m.letter_you_organisation({}, locale) : m.letter_you_person({}, locale);
  const matter = field === '' ? m.letter_matter({ agency }, locale) : m.letter_matter_field({ field, agency }, locale);
  const period =
    survey.from === null || survey.to === null ? '' : m.letter_period({ from: formatDay(survey.from), to: formatDay(survey.to) }, locale);
  return m.letter_invite_transaction({ ...shared, you, matter, period, count: formatCount(survey.count, language) }, locale);
}

/** An agency's name inside a sentence: `xã Chiềng Mai`, but `Phường 1` and `Sở Nội vụ`, as the rules on capitals have it. */
function placeInSentence(name: string): string {
  return /^(Xã|Phường|Thị trấn|Đặc khu|Tỉnh) (?!\d)/u.test(name) ? asPart(name) : name;
}

/** A survey's name inside a sentence: "Điều tra …" becomes "điều tra …". */
function asPart(name: string): string {
  return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1);
}
