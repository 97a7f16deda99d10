/** Of the catalogue of expected failures (problem.ts) those of the field: what interviewers send, who has which unit, paper forms. */
export const FIELD_PROBLEMS = {
  'field-item-invalid': 422,
  'field-note-long': 422,
  'field-disposition-missing': 422,
  'field-unit-not-found': 404,
  'field-unit-taken-back': 409,
  'field-unit-replaced': 409,
  'field-round-not-open': 409,
  'field-id-taken': 409,
  'field-not-replaceable': 409,
  'field-form-void': 409,
  'field-other-account': 409,
  'assign-nobody': 422,
  'assign-nothing': 422,
  'assign-not-interviewer': 422,
  'assign-own-agency': 422,
  'form-event-missing': 422,
  'form-serials-missing': 422,
  'form-serials-wrong': 422,
  'form-serials-many': 422,
  'form-serials-unknown': 422,
  'form-void-reason-missing': 422
} as const satisfies Record<string, number>;
