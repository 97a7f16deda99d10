/** Words and addresses of the pages about people who sign in. */
import { m } from '../../paraglide/messages.js';

export const USERS = '/admin/users';

export function userPath(id: string): string {
  return `${USERS}/${encodeURIComponent(id)}`;
}

export type UserStateWord = 'active' | 'invited' | 'disabled';

const STATES: Readonly<Record<UserStateWord, () => string>> = {
  active: m.user_state_active,
  invited: m.user_state_invited,
  disabled: m.user_state_disabled
};

export function userStateWord(state: UserStateWord): string {
  return STATES[state]();
}

export function userStateLook(state: UserStateWord): string {
  return state === 'active' ? 'fine' : 'plain';
}
