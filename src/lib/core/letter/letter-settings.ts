/** What the office says of itself in a survey's letters and paper forms: typed once, kept with the survey. */
export interface LetterSettings {
  /** `UBND tỉnh Sơn La`; '' where there is none. */
  readonly superior: string;
  /** `Sở Nội vụ tỉnh Sơn La` */
  readonly sender: string;
  /** In English letters: `Department of Home Affairs of Sơn La Province`; '' or left out: as in Vietnamese. */
  readonly senderEn?: string;
  /** Where undelivered letters and filled-in forms go; ''. */
  readonly address: string;
  /** Before the date; ''. */
  readonly place: string;
  /** To be asked by phone; ''. */
  readonly phone: string;
  /** To ask, or to be taken off the list: mail or another number; ''. */
  readonly contact: string;
  /** `Giám đốc Sở Nội vụ` */
  readonly signer: string;
  /** '' is left to the pen. */
  readonly signerName: string;
  /** `Kế hoạch số 141/KH-UBND ngày 05 tháng 5 năm 2026`; ''. */
  readonly plan: string;
}

/** Characters of one of them. */
export const LONGEST_LETTER_TEXT = 200;

/** Before anybody has written them: in the name of whose survey it is. */
export function usualLetterSettings(ownerName: string, signer: string): LetterSettings {
  return {
    superior: '',
    sender: ownerName,
    senderEn: '',
    address: '',
    place: '',
    phone: '',
    contact: '',
    signer,
    signerName: '',
    plan: ''
  };
}

export const LETTER_FIELDS = [
  'superior',
  'sender',
  'senderEn',
  'address',
  'place',
  'phone',
  'contact',
  'signer',
  'signerName',
  'plan'
] as const satisfies readonly (keyof LetterSettings)[];
