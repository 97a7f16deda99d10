/**
 * APP_KEY, the key of what the database keeps sealed: from the environment, or from a file outside the data folder, which the first
 * start makes. Who copies the data folder has not copied the key.
 */
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Config } from './config';
import { ConfigError } from './config';
import { readAppKey } from './read-app-key';

export interface AppKey {
  readonly bytes: Buffer;
  readonly source: 'environment' | 'file';
  /** It did not exist before this start. */
  readonly isNew: boolean;
  /** Others on this machine may read its file. */
  readonly isReadable: boolean;
}

type Settings = Pick<Config, 'appKey' | 'appKeyFile' | 'databaseUrl'>;

/**
 * `mayMake`: nothing was sealed yet, so a new key shuts nothing away. Undefined: there is no key and none could be made.
 * Throws ConfigError where the file holds no key, or lies within the data folder.
 */
export function loadAppKey({ appKey, appKeyFile, databaseUrl }: Settings, mayMake: boolean): AppKey | undefined {
  if (appKey) return { bytes: appKey, source: 'environment', isNew: false, isReadable: false };
  const path = resolve(appKeyFile);
  refuseDataFolder(path, databaseUrl);
  const found = readKeyFile(path);
  if (found) return found;
  if (!mayMake || !makeKeyFile(path)) return undefined;
  const made = readKeyFile(path);
  return made && { ...made, isNew: true };
}

function readKeyFile(path: string): AppKey | undefined {
  let text: string;
  let mode: number;
  try {
    text = readFileSync(path, 'utf8');
    mode = statSync(path).mode;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(`Không đọc được khóa (cannot read the key) APP_KEY_FILE=${path}: ${(failure as Error).message}`);
  }
  const bytes = readAppKey(text);
  if (!bytes)
    throw new ConfigError(
      `Tệp APP_KEY_FILE=${path} không chứa khóa: cần 32 byte dạng base64 hoặc hex. (The file holds no key: 32 bytes as base64 or hex.)`
    );
  return { bytes, source: 'file', isNew: false, isReadable: process.platform !== 'win32' && (mode & 0o077) !== 0 };
}

/** Whole or not at all, also when two processes start at once: whoever is later finds the other's. False: the place cannot be written. */
function makeKeyFile(path: string): boolean {
  const own = `${path}.${randomUUID()}`;
  try {
    writeFileSync(own, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(own, path);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EEXIST';
  } finally {
    rmSync(own, { force: true });
  }
}

function refuseDataFolder(path: string, databaseUrl: string): void {
  const file = /^sqlite:(?!:memory:)(.+)$/.exec(databaseUrl)?.[1];
  if (file === undefined) return;
  const folder = dirname(resolve(file));
  if (relative(folder, path).startsWith('..')) return;
  throw new ConfigError(
    `APP_KEY_FILE=${path} nằm trong thư mục dữ liệu ${folder}: ai sao chép dữ liệu cũng có khóa. Xin đặt tệp khóa ở nơi khác, hoặc dùng APP_KEY.\n` +
      `APP_KEY_FILE lies within the data folder: whoever copies the data has the key too. Put it elsewhere, or use APP_KEY.`
  );
}
