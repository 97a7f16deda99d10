/** Tables of signing in safely and of running the office: second factors, known browsers, settings, checks of the audit log. */

export interface AccountSecuritySchema {
  second_factors: SecondFactorTable;
  recovery_codes: RecoveryCodeTable;
  half_sign_ins: HalfSignInTable;
  known_browsers: KnownBrowserTable;
  kept_forms: KeptFormTable;
  settings: SettingTable;
  audit_checks: AuditCheckTable;
}

export interface SecondFactorTable {
  user_id: string;
  /** Sealed with APP_KEY (secret-box.ts), bound to this table and user. */
  secret: string;
  /** The latest 30-second step whose code was used: it and earlier ones count no more. */
  last_step: number;
  added_at: string;
}

interface RecoveryCodeTable {
  user_id: string;
  /** SHA-256: the code has 80 random bits. */
  code_hash: string;
  used_at: string | null;
}

/** The password was right, the second factor is still to come. */
interface HalfSignInTable {
  id_hash: string;
  user_id: string;
  expires_at: string;
}

/** A browser in which the user has signed in: its failed tries are counted apart from those of strangers. */
interface KnownBrowserTable {
  token_hash: string;
  user_id: string;
  last_used_at: string;
}

/** What was typed into a form that was sent after the session had ended; one a browser. */
export interface KeptFormTable {
  browser_hash: string;
  /** Who had signed in last in that browser: nobody else is offered it. */
  user_id: string;
  /** Path and query that the form was sent to, the form action's name among it. */
  address: string;
  /** JSON: `[name, value][]`, without passwords. */
  fields: string;
  sent_at: string;
  /** When it was led to after a sign-in: that happens once. */
  offered_at: string | null;
}

interface SettingTable {
  key: string;
  /** JSON. */
  value: string;
  revision: number;
  changed_at: string;
  /** null: by a command. */
  changed_by: string | null;
}

interface AuditCheckTable {
  id: string;
  at: string;
  /** The number of the last event that was there. */
  up_to: number;
  /** The first event that does not follow from the one before; null: the chain is whole. */
  broken_at: number | null;
  /** null: by a command or a job. */
  user_id: string | null;
}
