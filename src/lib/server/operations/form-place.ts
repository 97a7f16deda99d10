/** What opens at a form's code: where its answer belongs, which survey it goes to, what is asked; or why nothing opens. */
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { QuestionnaireVersion } from '../store/questionnaires';
import type { StoredSubmission } from '../store/responses';

export interface FormPlace {
  /** A counter's; '': a code that works once stands nowhere but in the address. */
  readonly code: string;
  /** null: of a sampled unit that no counter is known of. */
  readonly counterId: string | null;
  /** null: the form is about the agency as a whole. */
  readonly counterName: string | null;
  readonly agencyName: LocalizedText;
  readonly handlingAgencyId: string;
  /** The code is one person's and answers once; left out: a counter's, for whoever comes. */
  readonly once?: Invitation | { readonly kind: 'dossier'; readonly dossierId: string };
}

export interface Invitation {
  readonly kind: 'invitation';
  readonly unitId: string;
  readonly surveyName: LocalizedText;
  /** Who asks: the survey's owner. */
  readonly askedBy: LocalizedText;
  /** How long names and addresses are kept after the survey closed. */
  readonly retentionDays: number;
}

/** Of a counter: open to whoever comes. */
export type CounterPlace = FormPlace & { readonly counterId: string; readonly counterName: string };

export interface OpenForm<Place extends FormPlace = FormPlace> {
  readonly place: Place;
  readonly survey: { readonly id: string; readonly revision: number; readonly requiredItems: readonly string[] };
  readonly version: QuestionnaireVersion;
}

/** The id under which a one-time code's answer is stored: with the unit or dossier as its scope it is one, however often it is sent. */
export const ONCE = 'once';

/** Within which a submission's id counts once: the counter, or what a one-time code leads to. */
export function scopeOf({ once, counterId, code }: FormPlace): string {
  if (once) return once.kind === 'invitation' ? once.unitId : once.dossierId;
  return counterId ?? code;
}

/** A code that leads nowhere now; the place, survey and questionnaire, where they are known, let the page keep what was typed. */
export class FormUnavailable extends Problem {
  constructor(
    problem: Problem,
    readonly place: FormPlace | null,
    readonly version: QuestionnaireVersion | null,
    /** The survey that ended, or is to come. */
    readonly surveyId: string | null = null,
    /** What a one-time code has brought in before. */
    readonly stored: StoredSubmission | null = null
  ) {
    super(problem.code, problem.parameters);
  }
}
