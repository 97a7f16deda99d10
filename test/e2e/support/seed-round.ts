/** A survey of the province's whose units are drawn: a draft without a list. */
import type { Kysely } from 'kysely';
import { DEMO_PROVINCE } from '../../../scripts/demo-agencies';
import type { NewSurvey } from '../../../src/lib/server/operations/create-survey';
import { createSurvey } from '../../../src/lib/server/operations/create-survey';
import type { Schema } from '../../../src/lib/server/schema';

type Wish = Pick<NewSurvey, 'code' | 'nameVi' | 'nameEn' | 'questionnaire' | 'opensOn'>;

export async function createRound(db: Kysely<Schema>, wish: Wish): Promise<void> {
  const usual = { closesOn: null, psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false } as const;
  await createSurvey(db, { ...usual, ownerCode: DEMO_PROVINCE, ...wish });
}
