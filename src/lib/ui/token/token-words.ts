/** Words and addresses of the pages about tokens of other programs. */
import { m } from '../../paraglide/messages.js';

export const TOKENS = '/admin/tokens';

export function tokenPath(id: string): string {
  return `${TOKENS}/${encodeURIComponent(id)}`;
}

export const TOKEN_STATE_WORDS = ['active', 'expired', 'revoked'] as const;
export type TokenStateWord = (typeof TOKEN_STATE_WORDS)[number];

const STATES: Readonly<Record<TokenStateWord, () => string>> = {
  active: m.token_state_active,
  expired: m.token_state_expired,
  revoked: m.token_state_revoked
};

export function tokenStateWord(state: TokenStateWord): string {
  return STATES[state]();
}

export function tokenStateLook(state: TokenStateWord): string {
  return state === 'active' ? 'fine' : state === 'expired' ? 'alarm' : 'plain';
}
