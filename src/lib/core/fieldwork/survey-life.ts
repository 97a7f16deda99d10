/** The life of a survey: draft → open ⇄ closed → published. A published one stays. */
export type SurveyState = 'draft' | 'open' | 'closed' | 'published';
export type SurveyStep = 'open' | 'close' | 'publish';

const STEPS: Readonly<Record<SurveyStep, { readonly from: readonly SurveyState[]; readonly to: SurveyState }>> = {
  open: { from: ['draft', 'closed'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  publish: { from: ['closed'], to: 'published' }
};

/** The state after a step, or undefined where the step is not allowed. */
export function stateAfter(state: SurveyState, step: SurveyStep): SurveyState | undefined {
  return STEPS[step].from.includes(state) ? STEPS[step].to : undefined;
}
