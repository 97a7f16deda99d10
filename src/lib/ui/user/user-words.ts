/** Words and addresses of the pages about people who sign in. */
import { m } from '../../paraglide/messages.js';

export const USERS = '/admin/users';

export function userPath(id: string): string {
  return `${USERS}/${encodeURIComponent(id)}`;
}

export type UserStateWord = 'active' | 'invited' | 'disabled' | 'locked';

const STATES: Readonly<Record<UserStateWord, () => string>> = {
  active: m.user_state_active,
  invited: m.user_state_invited,
  disabled: m.user_state_disabled,
  locked: m.user_state_locked
};

export function userStateWord(state: UserStateWord): string {
  return STATES[state]();
}

export function userStateLook(state: UserStateWord): string {
  return state === 'active' ? 'fine' : state === 'locked' ? 'alarm' : 'plain';
}

const SAVED: Readonly<Record<string, (() => string) | undefined>> = {
  invite: m.user_saved_invite,
  'new-link': m.user_saved_link,
  disable: m.user_saved_disable,
  enable: m.user_saved_enable,
  'roles-once': m.user_saved_roles_once,
  'roles-link': m.user_saved_roles_link,
  email: m.user_saved_email,
  'email-once': m.user_saved_email,
  'email-link': m.user_saved_email_link,
  unlock: m.user_saved_unlock,
  'end-sessions': m.user_saved_end_sessions,
  'reset-second-factor': m.user_saved_reset_second_factor
};

/** What was done, as the address says it. */
export function savedWords(saved: string | null): string | undefined {
  return saved === null ? undefined : (SAVED[saved] ?? m.user_saved)();
}
