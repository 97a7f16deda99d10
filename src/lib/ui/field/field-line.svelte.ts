/** The line between this phone and the server, as the pages of interviews and second interviews show it: what waits, what was refused, how sending goes. One a page. */
import type { PhoneItem } from '../../core/reinterview/recheck-item';
import { isFieldItem, isRecheckItem } from '../../core/reinterview/recheck-item';
import type { WaitingItem } from './phone-store';
import { addWaiting, listWaiting, removeWaiting, updateWaiting } from './phone-store';
import type { SendResult } from './send-waiting';
import { sendWaiting } from './send-waiting';

/** How often what waits is tried again; a new line is noticed at once where the browser tells. */
const TRY_AGAIN_MS = 20_000;
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
  /** What was done here, and is sent or waits: counts up. */
  sent = $state(0);

  /** Returns what stops it. */
  start(userId: string): () => void {
    this.userId = userId;
    const again = () => void this.send();
    const offline = () => (this.last = 'offline');
    addEventListener('online', again);
    addEventListener('offline', offline);
    document.addEventListener('visibilitychange', again);
    const timer = setInterval(() => this.waiting.length > 0 && again(), TRY_AGAIN_MS);
    if (!navigator.onLine) offline();
    void this.read().then(again);
    return () => {
      removeEventListener('online', again);
      removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', again);
      clearInterval(timer);
    };
  }

  /** Everything of this person that the server has not taken, in order. */
  get pending() {
    return this.waiting.map(({ item }) => item).filter(isFieldItem);
  }

  /** The same of second interviews. */
  get pendingRechecks() {
    return this.waiting.map(({ item }) => item).filter(isRecheckItem);
  }

  /** True: the server would not take it. */
  isRefused({ id }: PhoneItem): boolean {
    return this.refused.some(({ item }) => item.id === id);
  }

  /** On the phone once this resolves; sending goes on by itself. */
  async record(serial: number, item: PhoneItem): Promise<void> {
    await addWaiting({ userId: this.userId, serial, item: $state.snapshot(item) as PhoneItem, refusal: null });
    await this.read();
    await Promise.race([this.send(), new Promise((done) => setTimeout(done, 1_500))]);
  }

  async send(): Promise<void> {
    if (this.isSending || this.userId === '' || this.waiting.length === 0) return;
    this.isSending = true;
    const before = this.waiting.length;
    try {
      this.last = await sendWaiting(this.userId);
    } finally {
      this.isSending = false;
      await this.read();
      this.sent += before - this.waiting.length;
    }
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

  private async read(): Promise<void> {
    const all = await listWaiting();
    const own = all.filter(({ userId }) => userId === this.userId);
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
