/** Words of the account's pages. */
import { m } from '../../paraglide/messages.js';

export const ACCOUNT = '/admin/account';
export const SECOND_FACTOR = '/admin/account/second-factor';

const ROLES: Readonly<Record<string, (() => string) | undefined>> = {
  administrator: m.admin_role_administrator,
  coordinator: m.admin_role_coordinator,
  agency_viewer: m.admin_role_agency_viewer,
  interviewer: m.admin_role_interviewer,
  reinterviewer: m.admin_role_reinterviewer
};

export function roleWord(role: string): string {
  return ROLES[role]?.() ?? role;
}

/** `Chrome trên Windows`. */
export function deviceWords({ browser, system }: { readonly browser: string | undefined; readonly system: string | undefined }): string {
  if (browser === undefined && system === undefined) return m.account_device_unknown();
  return m.account_device_on({ browser: browser ?? m.account_device_browser(), system: system ?? m.account_device_system() });
}

const SAVED: Readonly<Record<string, (() => string) | undefined>> = {
  password: m.account_saved_password,
  session: m.account_saved_session,
  sessions: m.account_saved_sessions,
  'second-factor': m.account_saved_second_factor
};

export function savedWords(saved: string | null): string | undefined {
  return saved === null ? undefined : SAVED[saved]?.();
}
