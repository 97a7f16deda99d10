/** A person's own second factor: begun with a QR code, there once a code of it was typed; its recovery codes made anew; taken off. */
import { makeRecoveryCodes, RECOVERY_CODES } from '../../core/security/recovery-code';
import { Problem } from '../../core/problem';
import { wrongField } from '../../core/read-fields';
import { hashToken } from '../auth/secret-token';
import { drawQr } from '../qr-code';
import { randomBytes } from '../random-bytes';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { byUser } from '../store/audit-events';
import { deleteSecondFactor, findSecondFactor, insertSecondFactor, replaceRecoveryCodes } from '../store/second-factors';
import { deleteSessions } from '../store/sessions';
import { appendUserEvent } from '../store/user-events';
import type { SignedInUser } from '../store/users';
import { inTransaction } from '../transaction';
import { matchTotp, SECRET_BYTES, totpAddress, totpKeyText } from '../totp';
import { checkOwnPassword } from './check-own-password';
import { confirmSecondFactor, secretBinding } from './confirm-second-factor';
import type { SignInLimits } from './sign-in';

const CODE_BYTES = 16;
/** How long the page with the QR code may stand open. */
const OFFER_MS = 60 * 60_000;

/** What the enrolment page shows. Nothing is stored: `sealed` comes back with the form. */
export interface SecondFactorOffer {
  readonly sealed: string;
  readonly qr: { readonly size: number; readonly path: string };
  readonly keyText: string;
}

/** `sealed`: an earlier offer, made again if it is still good. Throws `app-key-missing`. */
export function offerSecondFactor(
  box: SecretBox | undefined,
  user: SignedInUser,
  issuer: string,
  now: Date,
  sealed = ''
): SecondFactorOffer {
  if (!box) throw new Problem('app-key-missing');
  const secret = readOffer(box, user, sealed, now) ?? randomBytes(SECRET_BYTES);
  return {
    sealed: box.seal(Buffer.concat([secret, Buffer.from(now.toISOString())]), offerBinding(user)),
    qr: drawQr(totpAddress(secret, issuer, user.email)),
    keyText: totpKeyText(secret)
  };
}

/** What the owner gives before the second factor is changed: the password, and a code of the app or a recovery code. */
export interface Proof {
  readonly password: string;
  readonly code: string;
}

/** `session`: the hash of the asking one, which stays. */
export interface SecondFactorToAdd extends Proof {
  readonly sealed: string;
  readonly session: string;
}

/**
 * Only with the password: whoever sits down at an open session must not shut its owner out with a factor of their own. The other sessions
 * end: they began without it. Returns the recovery codes, of which only hashes are stored. Throws `form-invalid` (`password-wrong` at
 * `password`, `second-factor-wrong` at `code`), `password-locked`, `app-key-missing`, `second-factor-there`.
 */
export async function addSecondFactor(
  db: Db,
  box: SecretBox | undefined,
  user: SignedInUser,
  { sealed, code, password, session }: SecondFactorToAdd,
  limits: SignInLimits,
  now: Date
): Promise<readonly string[]> {
  if (!box) throw new Problem('app-key-missing');
  if (await findSecondFactor(db, user.id)) throw new Problem('second-factor-there');
  await checkOwnPassword(db, user, 'password', password, limits, now);
  const secret = readOffer(box, user, sealed, now);
  const step = secret && matchTotp(secret, code, now);
  if (secret === undefined || step === undefined) throw wrongField('code', 'second-factor-wrong');
  return inTransaction(db, async (trx) => {
    const row = { user_id: user.id, secret: box.seal(secret, secretBinding(user.id)), last_step: step, added_at: now.toISOString() };
    if (!(await insertSecondFactor(trx, row))) throw new Problem('second-factor-there');
    const codes = await newRecoveryCodes(trx, user.id);
    const sessions = await deleteSessions(trx, user.id, session);
    await appendUserEvent(trx, byUser(user, now), 'user.second-factor-add', user.id, { sessions });
    return codes;
  });
}

/** The earlier ones open nothing any more. Throws what `requireProof` throws. */
export async function renewRecoveryCodes(
  db: Db,
  box: SecretBox | undefined,
  user: SignedInUser,
  proof: Proof,
  limits: SignInLimits,
  now: Date
): Promise<readonly string[]> {
  await requireProof(db, box, user, proof, limits, now);
  return inTransaction(db, async (trx) => {
    const codes = await newRecoveryCodes(trx, user.id);
    await appendUserEvent(trx, byUser(user, now), 'user.recovery-codes', user.id);
    return codes;
  });
}

/** Throws what `requireProof` throws. */
export async function removeSecondFactor(
  db: Db,
  box: SecretBox | undefined,
  user: SignedInUser,
  proof: Proof,
  limits: SignInLimits,
  now: Date
): Promise<void> {
  await requireProof(db, box, user, proof, limits, now);
  await inTransaction(db, async (trx) => {
    if (await deleteSecondFactor(trx, user.id)) await appendUserEvent(trx, byUser(user, now), 'user.second-factor-remove', user.id);
  });
}

/** Throws `second-factor-none`, `form-invalid` (`password-wrong`, `second-factor-wrong`), `password-locked`, `account-locked`, `app-key-missing`, `app-key-wrong`. */
async function requireProof(
  db: Db,
  box: SecretBox | undefined,
  user: SignedInUser,
  { password, code }: Proof,
  limits: SignInLimits,
  now: Date
): Promise<void> {
  if (!(await findSecondFactor(db, user.id))) throw new Problem('second-factor-none');
  await checkOwnPassword(db, user, 'password', password, limits, now);
  if (code.trim() === '') throw wrongField('code', 'second-factor-wrong'); // nothing was tried
  try {
    await confirmSecondFactor(db, box, { userId: user.id, typed: code, browser: null }, limits, now);
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'second-factor-wrong') throw wrongField('code', failure.code);
    throw failure;
  }
}

async function newRecoveryCodes(trx: Db, userId: string): Promise<readonly string[]> {
  const codes = makeRecoveryCodes(randomBytes(RECOVERY_CODES * CODE_BYTES));
  await replaceRecoveryCodes(trx, userId, codes.map(hashToken));
  return codes;
}

/** The secret of an offer made to this user within the hour; undefined: it is none. */
function readOffer(box: SecretBox, user: SignedInUser, sealed: string, now: Date): Buffer | undefined {
  try {
    const plain = box.open(sealed, offerBinding(user));
    const offeredAt = Date.parse(plain.subarray(SECRET_BYTES).toString());
    return now.getTime() - offeredAt <= OFFER_MS ? plain.subarray(0, SECRET_BYTES) : undefined;
  } catch (failure) {
    if (failure instanceof Problem) return undefined;
    throw failure;
  }
}

function offerBinding(user: SignedInUser): string {
  return `offer:${user.id}`;
}
