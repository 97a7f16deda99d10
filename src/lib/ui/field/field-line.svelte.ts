/** The line between this phone and the server, as the pages of interviews and second interviews show it: what waits, what was refused, how sending goes. One a page. */
import type { PhoneItem } from '../../core/reinterview/recheck-item';
import { isFieldItem, isRecheckItem } from '../../core/reinterview/recheck-item';
import type { WaitingItem } from './phone-store';
import { addWaiting, listWaiting, removeWaiting, updateWaiting } from './phone-store';
import type { SendResult } from './send-waiting';
import { sendWaiting } from './send-waiting';

/** How often what waits is tried again; a new line is noticed at once where the browser tells. */
const TRY_AGAIN_MS = 20_000;
/** How long a page waits to say whether the server took it. */
const LONGEST_WAIT_MS = 1_500;
const RANDOM_BYTES = 16;

class FieldLine {
  /** Whose page this is; '': not known yet (before the script has begun). */
  userId = $state('');
  waiting = $state.raw<readonly WaitingItem[]>([]);
  refused = $state.raw<readonly WaitingItem[]>([]);
  /** Waiting here, recorded by other accounts: not shown, and sent when they sign in. */
  ofOthers = $state(0);
  isSending = $state(false);
  last = $state<SendResult>('sent');
  /** Waited on this page, and the server has it: the page itself was made before. */
  taken = $state.raw<readonly PhoneItem[]>([]);
  /** Something is being recorded, or the page is on its way to where that leads: what is pressed again meanwhile was pressed twice. */
  isBusy = $state(false);

  /** Returns what stops it. */
  start(userId: string): () => void {
    this.userId = userId;
    const again = () => void this.send();
    const offline = () => (this.last = 'offline');
    // Come back to as it was left.
    const shown = ({ persisted }: PageTransitionEvent) => persisted && (this.isBusy = false);
    addEventListener('online', again);
    addEventListener('offline', offline);
    document.addEventListener('visibilitychange', again);
    addEventListener('pageshow', shown);
    const timer = setInterval(() => this.waiting.length > 0 && again(), TRY_AGAIN_MS);
    if (!navigator.onLine) offline();
    void this.read().then(again);
    return () => {
      removeEventListener('online', again);
      removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', again);
      removeEventListener('pageshow', shown);
      clearInterval(timer);
    };
  }

  /** Everything of this person that the server has not taken, in order. */
  get pending() {
    return this.waiting.map(({ item }) => item).filter(isFieldItem);
  }

  /** What this page knows to be done besides what it was made of, in order. */
  get done() {
    return this.all.filter(isFieldItem);
  }

  /** The same of second interviews. */
  get doneRechecks() {
    return this.all.filter(isRecheckItem);
  }

  private get all(): readonly PhoneItem[] {
    return [...this.taken, ...this.waiting.map(({ item }) => item)];
  }

  /** True: the server would not take it. */
  isRefused({ id }: PhoneItem): boolean {
    return this.refused.some(({ item }) => item.id === id);
  }

  /**
   * Resolves once it is on the phone, of which `onKept` hears at once, and sent where the line is quick; sending goes on by itself. False: this browser
   * keeps nothing (a private window, a full disk). Busy until the page says that it is not, or is left.
   */
  async record(serial: WaitingItem['serial'] | Promise<WaitingItem['serial']>, item: PhoneItem, onKept?: () => void): Promise<boolean> {
    this.isBusy = true;
    try {
      await addWaiting({ userId: this.userId, serial: await serial, item: $state.snapshot(item) as PhoneItem, refusal: null });
    } catch {
      return false;
    }
    onKept?.();
    await this.read(item);
    await Promise.race([this.send(), new Promise((done) => setTimeout(done, LONGEST_WAIT_MS))]);
    return true;
  }

  async send(): Promise<void> {
    if (this.isSending || this.userId === '' || this.waiting.length === 0) return;
    this.isSending = true;
    try {
      this.last = await sendWaiting(this.userId);
    } finally {
      this.isSending = false;
      await this.read();
    }
    // What was recorded just as the last of it went.
    if (this.last === 'sent') await this.send();
  }

  async retry(one: WaitingItem): Promise<void> {
    await updateWaiting({ ...one, refusal: null });
    await this.read();
    await this.send();
  }

  async drop(one: WaitingItem): Promise<void> {
    await removeWaiting(one.seq);
    await this.read();
  }

  /** `added`: just now; another tab may have sent it already. */
  private async read(...added: readonly PhoneItem[]): Promise<void> {
    const all = await listWaiting().catch(() => undefined);
    if (!all) return;
    const own = all.filter(({ userId }) => userId === this.userId);
    const gone = [...this.waiting.map(({ item }) => item), ...added].filter(({ id }) => !own.some(({ item }) => item.id === id));
    this.taken = [...this.taken, ...gone];
    this.waiting = own.filter(({ refusal }) => refusal === null);
    this.refused = own.filter(({ refusal }) => refusal !== null);
    this.ofOthers = all.length - own.length;
  }
}

export const line = new FieldLine();

/** 128 random bits, made here so that sending twice is storing once. Works without https, where `randomUUID` is not there. */
export function newPhoneId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
