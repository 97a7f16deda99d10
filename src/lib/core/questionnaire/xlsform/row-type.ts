/** What a row of `survey` is, by its type as people write it: `select_one list`, `select one from list`, `begin group` … */
export type RowType =
  | { readonly kind: 'one' | 'several'; readonly list: string }
  /** `unseen`: what a device notes by itself (start, deviceid …). `other`: what a questionnaire has no place for. */
  | { readonly kind: 'begin' | 'end' | 'note' | 'text' | 'unseen' | 'other' };

const SELECTS = [
  ['one', ['select_one', 'select one from', 'select one', 'select1', 'add select one prompt using']],
  ['several', ['select_multiple', 'select multiple from', 'select multiple', 'select all that apply from', 'select all that apply']]
] as const;

const PLAIN: Readonly<Record<string, 'begin' | 'end' | 'note' | 'text'>> = {
  'begin group': 'begin',
  begin_group: 'begin',
  'end group': 'end',
  end_group: 'end',
  note: 'note',
  text: 'text',
  string: 'text'
};

const UNSEEN = new Set([
  ...['start', 'end', 'today', 'deviceid', 'imei', 'subscriberid', 'simserial', 'phonenumber', 'phone_number', 'username', 'email'],
  ...['audit', 'start-geopoint', 'background-audio']
]);

export function rowType(type: string): RowType {
  const words = type.replace(/\s+/g, ' ');
  const folded = words.toLowerCase();
  if (Object.hasOwn(PLAIN, folded)) return { kind: PLAIN[folded]! };
  if (UNSEEN.has(folded)) return { kind: 'unseen' };
  for (const [kind, beginnings] of SELECTS) {
    const beginning = beginnings.find((candidate) => folded.startsWith(`${candidate} `));
    // `or_other` asks for words of one's own beside the choices.
    if (beginning && !folded.endsWith(' or_other')) return { kind, list: words.slice(beginning.length + 1) };
  }
  return { kind: 'other' };
}
