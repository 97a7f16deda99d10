/** Everything that the audit log tells of, by what it is done to. A test holds the list against the code, and each to its words. */
export const AUDIT_ACTIONS = {
  agency: ['create', 'rename', 'correct-name', 'move', 'merge', 'close', 'reopen'],
  counter: ['create', 'rename', 'close', 'reopen', 'replace-code', 'poster', 'posters'],
  survey: [
    'create',
    'edit',
    'add-counters',
    'remove-counters',
    'open',
    'close',
    'publish',
    'revise',
    'discard',
    'import',
    'letter-texts',
    'print-letters',
    'letters',
    'retention',
    'erase-persons',
    'weights-add',
    'weights-undo',
    'freeze',
    'microdata',
    'design',
    'draw',
    'draw-again',
    'replace-unit'
  ],
  frame: ['import', 'read', 'match', 'decide', 'ready', 'discard', 'export'],
  questionnaire: ['create', 'copy', 'import', 'edit', 'publish', 'retire', 'restore', 'delete', 'notes'],
  quality: ['see', 'preview', 'hold', 'exclude', 'restore', 'undo', 'object', 'answer-objection'],
  keying: ['settle'],
  recheck: ['settings', 'draw', 'flag', 'assign', 'give-up', 'open-list', 'accuse', 'prove', 'clear', 'confirm'],
  report: ['view-comments', 'export'],
  scorecard: ['save', 'export'],
  user: [
    ...[
      'create',
      'sign-in',
      'sign-out',
      'sign-in-fail',
      'second-factor-fail',
      'own-password-fail',
      'password-change',
      'sessions-end',
      'unlock'
    ],
    ...['second-factor-add', 'second-factor-remove', 'second-factor-reset', 'recovery-codes'],
    ...['invite', 'rename', 'email', 'roles', 'disable', 'enable', 'send-link', 'mail-link', 'set-password']
  ],
  token: ['create', 'revoke'],
  system: ['set-up', 'erase-dossiers'],
  field: ['open-list', 'attempt', 'form', 'answer', 'replacement', 'assign', 'take-back', 'enter-forms'],
  settings: ['change'],
  audit: ['check', 'export']
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AuditKind = keyof typeof AUDIT_ACTIONS;

export const AUDIT_KINDS = Object.keys(AUDIT_ACTIONS) as AuditKind[];

/** `agency.rename` and so on. */
export function actionsOf(kind: AuditKind): readonly string[] {
  return AUDIT_ACTIONS[kind].map((done) => `${kind}.${done}`);
}
