/**
 * Every setting, read from the environment and checked in one place. A wrong one stops the start with a sentence
 * (`ConfigError`). `.env.example` lists each of them; a test holds the two lists equal.
 */
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { readAppKey } from './read-app-key';

const wholeNumber = (fallback: number, least: number, most: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'phải là số nguyên (must be a whole number)'),
      v.transform(Number),
      v.minValue(least, `phải từ ${least} trở lên (at least ${least})`),
      v.maxValue(most, `tối đa ${most} (at most ${most})`)
    ),
    String(fallback)
  );

const SETTINGS = v.object({
  PORT: wholeNumber(3000, 1, 65_535),
  HOST: v.optional(v.string(), '0.0.0.0'),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'phải bắt đầu bằng sqlite: hoặc postgres:// (must start with sqlite: or postgres://)')
    ),
    'sqlite:data/satisfaction.sqlite'
  ),
  BACKUP_FOLDER: v.optional(v.string(), ''),
  UPGRADE_WITHOUT_COPY: v.optional(v.picklist(['0', '1'], 'chỉ nhận 0 hoặc 1 (0 or 1)'), '0'),
  APP_KEY: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => readAppKey(text) !== undefined, 'phải là 32 byte dạng base64 hoặc hex (must be 32 bytes as base64 or hex)'),
      v.transform(readAppKey)
    )
  ),
  APP_KEY_FILE: v.optional(v.string(), 'app.key'),
  PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^https?:\/\/[^/\s?#]+$/,
        'phải là địa chỉ như https://ykien.tinh.gov.vn, không có dấu / ở cuối (an address like https://example.gov.vn, without a trailing slash)'
      )
    )
  ),
  TRUSTED_PROXY: v.optional(v.picklist(['none', 'loopback'], 'chỉ nhận none hoặc loopback (none or loopback)'), 'none'),
  LOG_LEVEL: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'chỉ nhận debug, info, warn, error, silent'), 'info'),
  COMMENT_RETENTION_MONTHS: wholeNumber(24, 1, 120),
  DEVICE_MARK_DAYS: wholeNumber(30, 1, 365),
  DEVICE_FLAG_PER_HOUR: wholeNumber(5, 1, 100_000),
  DEVICE_LIMIT_PER_HOUR: wholeNumber(60, 1, 1_000_000),
  COUNTER_FLAG_PER_MINUTE: wholeNumber(30, 1, 1_000_000),
  COUNTER_LIMIT_PER_MINUTE: wholeNumber(600, 1, 10_000_000),
  NETWORK_LIMIT_PER_MINUTE: wholeNumber(300, 1, 10_000_000),
  SIGN_IN_ATTEMPTS: wholeNumber(10, 3, 1_000),
  SIGN_IN_LOCK_MINUTES: wholeNumber(15, 1, 1_440),
  CONTROLLER_NAME: v.optional(v.string(), ''),
  CONTROLLER_CONTACT: v.optional(v.string(), ''),
  HOTLINE: v.optional(v.string(), ''),
  SMTP_URL: v.optional(
    v.pipe(v.string(), v.regex(/^smtps?:\/\/\S+$/, 'phải bắt đầu bằng smtp:// hoặc smtps:// (must start with smtp:// or smtps://)'))
  ),
  MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, 'phải là địa chỉ thư, hoặc Tên <địa chỉ> (an address, or Name <address>)')
    )
  ),
  DEMO: v.optional(v.picklist(['0', '1'], 'chỉ nhận 0 hoặc 1 (0 or 1)'), '0')
});

export type SettingName = keyof typeof SETTINGS.entries;
export const SETTING_NAMES = Object.keys(SETTINGS.entries) as SettingName[];

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Where `npm run backup` puts backups, and a start PostgreSQL's copy before an upgrade. */
  readonly backupFolder: string;
  /** PostgreSQL only: whoever runs it makes the copy before an upgrade in another way. */
  readonly upgradeWithoutCopy: boolean;
  /** 32 bytes, with which secrets in the database are sealed; undefined: it is in `appKeyFile`. */
  readonly appKey: Buffer | undefined;
  readonly appKeyFile: string;
  /** What QR codes carry; never the Host header. Undefined: posters are refused outside the demo. */
  readonly publicUrl: string | undefined;
  readonly trustLoopbackProxy: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly commentRetentionMonths: number;
  readonly deviceMarkDays: number;
  readonly deviceFlagPerHour: number;
  readonly deviceLimitPerHour: number;
  readonly counterFlagPerMinute: number;
  readonly counterLimitPerMinute: number;
  /** At one counter. */
  readonly networkLimitPerMinute: number;
  readonly signInAttempts: number;
  readonly signInLockMinutes: number;
  /** Who answers for the data, printed on /privacy; empty: the page names the province's Sở Nội vụ. */
  readonly controllerName: string;
  readonly controllerContact: string;
  /** Printed on A4 posters, for who is pressed or watched while answering; empty: the posters say nothing of it. */
  readonly hotline: string;
  /** The mail server, with name and password where it asks for them. Undefined: links are shown to the administrator instead. */
  readonly smtpUrl: string | undefined;
  /** Set wherever `smtpUrl` is; so is `publicUrl`, to which the links in the mails lead. */
  readonly mailFrom: string | undefined;
  readonly demo: boolean;
}

/** Settings whose value is not repeated in a sentence. */
const SECRET: ReadonlySet<string> = new Set<SettingName>(['DATABASE_URL', 'SMTP_URL', 'APP_KEY']);

export class ConfigError extends Error {}

/** Reads and checks the settings. Throws ConfigError with a sentence naming the wrong one. Empty counts as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(SETTING_NAMES.filter((name) => environment[name]).map((name) => [name, environment[name]]));
  const parsed = v.safeParse(SETTINGS, given);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const name = String(issue.path?.[0]?.key);
    throw new ConfigError(
      `Thiết lập sai (wrong setting) ${name}="${SECRET.has(name) ? '…' : environment[name]}": ${issue.message}. Xem (see) .env.example`
    );
  }
  const s = parsed.output;
  const missing = s.SMTP_URL === undefined ? undefined : (['MAIL_FROM', 'PUBLIC_URL'] as const).find((name) => s[name] === undefined);
  if (missing) throw new ConfigError(`Có SMTP_URL thì cần ${missing} (SMTP_URL needs ${missing}). Xem (see) .env.example`);
  return {
    port: s.PORT,
    host: s.HOST,
    databaseUrl: s.DATABASE_URL,
    backupFolder: s.BACKUP_FOLDER || besideDatabase(s.DATABASE_URL),
    upgradeWithoutCopy: s.UPGRADE_WITHOUT_COPY === '1',
    appKey: s.APP_KEY,
    appKeyFile: s.APP_KEY_FILE,
    publicUrl: s.PUBLIC_URL,
    trustLoopbackProxy: s.TRUSTED_PROXY === 'loopback',
    logLevel: s.LOG_LEVEL,
    commentRetentionMonths: s.COMMENT_RETENTION_MONTHS,
    deviceMarkDays: s.DEVICE_MARK_DAYS,
    deviceFlagPerHour: s.DEVICE_FLAG_PER_HOUR,
    deviceLimitPerHour: s.DEVICE_LIMIT_PER_HOUR,
    counterFlagPerMinute: s.COUNTER_FLAG_PER_MINUTE,
    counterLimitPerMinute: s.COUNTER_LIMIT_PER_MINUTE,
    networkLimitPerMinute: s.NETWORK_LIMIT_PER_MINUTE,
    signInAttempts: s.SIGN_IN_ATTEMPTS,
    signInLockMinutes: s.SIGN_IN_LOCK_MINUTES,
    controllerName: s.CONTROLLER_NAME,
    controllerContact: s.CONTROLLER_CONTACT,
    hotline: s.HOTLINE,
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    demo: s.DEMO === '1'
  };
}

function besideDatabase(url: string): string {
  return join(url.startsWith('sqlite:') ? dirname(url.slice('sqlite:'.length)) : 'data', 'backups');
}
