/**
 * The audit log by columns: of each event a few small numbers, so that all of them are looked through in about a millisecond a hundred
 * thousand. Events never change and their numbers have no gaps, so what was added once stays right and only the newest are added.
 * No name is kept here: who has a name that holds a word is asked when somebody searches (`EventTest.words`).
 */

export interface EventEntry {
  readonly number: number;
  /** ISO time. */
  readonly at: string;
  readonly userId: string | null;
  readonly action: string;
  readonly subjectId: string;
  readonly agencyId: string | null;
}

export interface EventTest {
  /** Only at these; null: anywhere, also at none. */
  readonly agencies: ReadonlySet<string> | null;
  /** With `agencies`: those at no agency too. */
  readonly nowhere: boolean;
  /** ISO times: from, and before. */
  readonly from: string | undefined;
  readonly before: string | undefined;
  readonly userId: string | undefined;
  /** `agency.rename`, or `agency.` for all that begins so. */
  readonly action: string | undefined;
  /** How many words must be found, at most eight. */
  readonly words: number;
  /** By id of a person, an agency or a subject, and by action: which of the words it holds, a bit each. */
  readonly holding: ReadonlyMap<string, number>;
}

/** What stands for null. */
const NONE = 0;

/** Values that come again and again, each as a number. */
class Column {
  readonly keys = new Map<string | null, number>([[null, NONE]]);
  #values = new Uint32Array(1024);

  set(at: number, value: string | null): void {
    let key = this.keys.get(value);
    if (key === undefined) this.keys.set(value, (key = this.keys.size));
    if (at === this.#values.length) this.#values = grown(this.#values, new Uint32Array(2 * at));
    this.#values[at] = key;
  }

  get values(): Uint32Array {
    return this.#values;
  }

  /** By key. */
  bits(of: (value: string | null) => number): Uint8Array {
    return Uint8Array.from(this.keys.keys(), of);
  }
}

export class EventColumns {
  readonly #users = new Column();
  readonly #actions = new Column();
  readonly #subjects = new Column();
  readonly #agencies = new Column();
  #numbers = new Uint32Array(1024);
  #times = new Float64Array(1024);
  #length = 0;

  /** The number of the newest; 0: there is none. */
  get last(): number {
    return this.#length === 0 ? 0 : this.#numbers[this.#length - 1]!;
  }

  /** In their order, each newer than the last. */
  add(entries: readonly EventEntry[]): void {
    for (const { number, at, userId, action, subjectId, agencyId } of entries) {
      const place = this.#length;
      if (place === this.#numbers.length) {
        this.#numbers = grown(this.#numbers, new Uint32Array(2 * place));
        this.#times = grown(this.#times, new Float64Array(2 * place));
      }
      this.#numbers[place] = number;
      this.#times[place] = Date.parse(at);
      this.#users.set(place, userId);
      this.#actions.set(place, action);
      this.#subjects.set(place, subjectId);
      this.#agencies.set(place, agencyId);
      this.#length++;
    }
  }

  /** The numbers of the events that pass, in their order. */
  find({ agencies, nowhere, from, before, userId, action, words, holding }: EventTest): readonly number[] {
    const all = 2 ** words - 1;
    const said = (value: string | null) => (value === null ? 0 : (holding.get(value) ?? 0) & all);
    const columns = [this.#users, this.#actions, this.#subjects, this.#agencies] as const;
    const [userSays, actionSays, subjectSays, agencySays] = columns.map((column) => column.bits(said)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]; // prettier-ignore
    const isHere = this.#agencies.bits((id) => Number(agencies === null || (id === null ? nowhere : agencies.has(id))));
    const isDoer = this.#users.bits((id) => Number(userId === undefined || id === userId));
    const isAsked = this.#actions.bits((one) => Number(action === undefined || one === action || (action.endsWith('.') && one?.startsWith(action)))); // prettier-ignore
    const [first, end] = [from === undefined ? -Infinity : Date.parse(from), before === undefined ? Infinity : Date.parse(before)];
    const [users, actions, subjects, places] = columns.map((column) => column.values) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]; // prettier-ignore
    const [times, numbers, length] = [this.#times, this.#numbers, this.#length];
    const found: number[] = [];
    for (let i = 0; i < length; i++) {
      const [user, done, place] = [users[i]!, actions[i]!, places[i]!];
      if (!(isHere[place] && isDoer[user] && isAsked[done])) continue;
      if ((userSays[user]! | actionSays[done]! | subjectSays[subjects[i]!]! | agencySays[place]!) !== all) continue;
      if (times[i]! >= first && times[i]! < end) found.push(numbers[i]!);
    }
    return found;
  }
}

function grown<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
