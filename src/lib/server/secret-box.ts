/**
 * Secrets that the database keeps and only APP_KEY opens: AES-256-GCM, bound to the table and row they stand in, so that one copied to
 * another row does not open there. The text carries the key's mark: a wrong key is said to be one.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Problem } from '../core/problem';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEYED_MARK_BYTES = 16;
/** Deriving one takes as long as ten marks: a list of a million people has two purposes. */
const MOST_KEPT_KEYS = 64;

export interface SecretBox {
  /** Eight letters that tell keys apart and say nothing of the key. */
  readonly mark: string;
  /** `binding`: where it is kept, `second_factors:{user id}`. */
  seal(plain: Uint8Array, binding: string): string;
  /** Throws `app-key-wrong` where another key sealed it, it was changed, or it comes from another place. */
  open(sealed: string, binding: string): Buffer;
  /**
   * The same for the same text and purpose, and nothing to who has not the key: by it one dossier is known again although its code is not
   * kept. Marks of two purposes cannot be joined.
   */
  keyedMark(purpose: string, text: string): string;
}

/** `key`: 32 bytes. */
export function secretBox(key: Uint8Array): SecretBox {
  const mark = createHash('sha256').update('app-key mark').update(key).digest('hex').slice(0, 8);
  const markKeys = new Map<string, Buffer>();
  const sealingKey = Buffer.from(hkdfSync('sha256', key, '', 'secret-box', 32));
  return {
    mark,
    seal(plain, binding) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(binding));
      const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${mark}.${sealed.toString('base64url')}`;
    },
    open(sealed, binding) {
      const [version, sealedWith, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      if (version !== VERSION || sealedWith !== mark || bytes.length < NONCE_BYTES + TAG_BYTES) throw new Problem('app-key-wrong');
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(binding));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch {
        throw new Problem('app-key-wrong');
      }
    },
    keyedMark(purpose, text) {
      const markKey = markKeys.get(purpose) ?? Buffer.from(hkdfSync('sha256', key, '', `mark:${purpose}`, 32));
      if (markKeys.size < MOST_KEPT_KEYS) markKeys.set(purpose, markKey);
      return createHmac('sha256', markKey).update(text).digest().subarray(0, KEYED_MARK_BYTES).toString('base64url');
    }
  };
}

/** The mark of the key that sealed it. */
export function markOf(sealed: string): string {
  return sealed.split('.')[1] ?? '';
}
