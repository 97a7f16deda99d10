/** Fields of a form that are not items; no item may have such a code. */
export const FORM_FIELDS = ['submission_id', 'version', 'comment', 'lang'] as const;
