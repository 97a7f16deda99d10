/**
 * What each shipped questionnaire measures of the 28 sub-dimensions. Only `papi-style-commune` was written for them and covers
 * all; a form about service at a counter covers a few, at the counter alone, and says so by leaving the others empty. Which
 * item measures what is this project's judgement (docs/methods.md).
 */
import type { Indicator } from './component-map';
import { fiveLevels, frequency, reversed, shareOf, yesNo } from './indicators';
import { componentMap } from './papi-dimensions';

export const PAPI_STYLE_COMMUNE_MAP = componentMap({
  '1.1': [yesNo('d1_1')],
  '1.2': [yesNo('d1_2')],
  '1.3': [fiveLevels('d1_3')],
  '1.4': [yesNo('d1_4'), yesNo('d1_5')],
  '2.1': [fiveLevels('d2_1')],
  '2.2': [yesNo('d2_2'), fiveLevels('d2_3')],
  '2.3': [yesNo('d2_4')],
  '2.4': [yesNo('d2_5')],
  '3.1': [fiveLevels('d3_1')],
  '3.2': [yesNo('d3_2'), yesNo('d3_3'), yesNo('d3_4')],
  '3.3': [fiveLevels('d3_5')],
  '4.1': [reversed(frequency('d4_1'))],
  '4.2': [reversed(frequency('d4_2'))],
  '4.3': [fiveLevels('d4_3')],
  '4.4': [fiveLevels('d4_4'), yesNo('d4_5')],
  '5.1': [fiveLevels('d5_1')],
  '5.2': [fiveLevels('d5_2')],
  '5.3': [yesNo('d5_3')],
  '5.4': [reversed(yesNo('d5_4')), yesNo('d5_5')],
  '6.1': [fiveLevels('d6_1')],
  '6.2': [fiveLevels('d6_2')],
  '6.3': [fiveLevels('d6_3'), yesNo('d6_4')],
  '6.4': [fiveLevels('d6_5')],
  '7.1': [fiveLevels('d7_1'), yesNo('d7_2')],
  '7.2': [fiveLevels('d7_3')],
  '7.3': [fiveLevels('d7_4')],
  '8.1': [yesNo('d8_1'), fiveLevels('d8_2')],
  '8.2': [yesNo('d8_3')]
});

/** What every form about service asks of what happened, as far as the questionnaire has the item. */
const HAPPENED = {
  /** Asked for further papers twice or more; the result on the appointed day or before, where that day has come. */
  procedures: [
    reversed(shareOf('supplement_count', ['2_or_more'], ['0', '1'])),
    shareOf('on_time', ['early', 'on_time'], ['late', 'overdue'])
  ],
  corruption: [reversed(yesNo('extra_payment')), reversed(yesNo('harassment'))],
  online: [shareOf('submit_channel', ['online'], ['in_person', 'post', 'by_other'])]
} as const satisfies Record<string, readonly Indicator[]>;

/** For `sipas-2017` and `sipas-short`, which lacks some of the items. Neither asks about anything in dimension 6. */
export const SIPAS_MAP = componentMap({
  '3.2': ['feedback_1', 'feedback_2', 'feedback_3', 'feedback_4'].map(fiveLevels),
  '4.2': HAPPENED.corruption,
  '5.4': [...['procedure_1', 'procedure_2', 'procedure_3', 'procedure_4', 'procedure_5'].map(fiveLevels), ...HAPPENED.procedures],
  '8.1': HAPPENED.online
});

/** The national form also rates policies, among them those on the services of dimension 6. */
export const SIPAS_NATIONAL_MAP = componentMap({
  '3.2': ['s_5_1', 's_5_2', 's_5_3'].map(fiveLevels),
  '4.2': HAPPENED.corruption,
  '5.4': [...['s_2_1', 's_2_2', 's_2_3', 's_2_4'].map(fiveLevels), ...HAPPENED.procedures],
  // The policy on medical care, and that on general education, of which primary school is a part.
  '6.1': [fiveLevels('p_c2')],
  '6.2': [fiveLevels('p_c3')],
  // Roads, electricity, water.
  '6.3': ['p_c5', 'p_c6', 'p_c7'].map(fiveLevels),
  '6.4': [fiveLevels('p_c4')],
  '8.1': HAPPENED.online
});
