/** The questionnaires that a new installation has. */
import type { Questionnaire } from '../questionnaire';
import { BFI } from './bfi';
import { PAPI_STYLE_COMMUNE } from './papi-style-commune';
import { PAR_LEADERS } from './par-leaders';
import { SIPAS_2017 } from './sipas-2017';
import { SIPAS_NATIONAL } from './sipas-national';
import { SIPAS_SHORT } from './sipas-short';

export const SHIPPED_QUESTIONNAIRES: readonly Questionnaire[] = [
  SIPAS_2017,
  SIPAS_SHORT,
  SIPAS_NATIONAL,
  PAPI_STYLE_COMMUNE,
  PAR_LEADERS,
  BFI
];
