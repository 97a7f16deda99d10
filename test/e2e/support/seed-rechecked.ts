/** A round of which most has been asked by phone, by two interviewers, and the rest is on paper. */
import type { Kysely } from 'kysely';
import { addDays, localDay } from '../../../src/lib/core/calendar/day';
import { newId } from '../../../src/lib/server/new-id';
import { changeSurveyState } from '../../../src/lib/server/operations/change-survey';
import { createUser } from '../../../src/lib/server/operations/create-user';
import type { Schema } from '../../../src/lib/server/schema';
import type { SecretBox } from '../../../src/lib/server/secret-box';
import { getAgencyByCode } from '../../../src/lib/server/store/agencies';
import { findSurveyByCode } from '../../../src/lib/server/store/surveys';
import { answerUnits } from '../../support/rechecked-round';
import { fillRound } from '../../support/round';
import { createRound } from './seed-round';

const SIZES = { population: 60, sample: 14, reserve: 0 };
/** From this serial on the forms are on paper. */
const FIRST_ON_PAPER = 25;

interface Wish {
  readonly owner: string;
  /** Agency codes. */
  readonly communes: readonly string[];
  readonly logins: Readonly<Record<'interviewer' | 'reinterviewer', { readonly id: string; readonly password: string }>>;
  readonly box: SecretBox;
}

export async function seedRechecked(db: Kysely<Schema>, wish: Wish, now: Date) {
  const { interviewer, reinterviewer } = wish.logins;
  const code = 'phuc-tra-thu';
  const agencies = await Promise.all(wish.communes.map((commune) => getAgencyByCode(db, commune, localDay(now))));
  const agencyIds = agencies.map(({ id }) => id);
  const cheat = {
    email: 'bia.phieu@sonla.example',
    name: 'Lường Văn Bịa',
    role: 'interviewer',
    agencyCode: wish.owner,
    password: interviewer.password
  };
  const cheatId = await createUser(db, cheat, now);
  const names = { nameVi: 'Điều tra xã hội học có phúc tra và phiếu giấy', nameEn: 'Sample survey with re-interviews' };
  await createRound(db, { code, ...names, questionnaire: 'sipas-short', opensOn: addDays(localDay(now), -7) });
  const { units } = await fillRound(db, code, agencyIds, wish.box, SIZES);
  await changeSurveyState(db, code, 'open', now);
  const survey = (await findSurveyByCode(db, code))!;
  await answerUnits(db, survey, units.filter(({ serial }) => serial < FIRST_ON_PAPER), [interviewer.id, cheatId], now); // prettier-ignore
  // One form waits for the re-interviewer from the start.
  const unit = units[FIRST_ON_PAPER - 3]!;
  const { id: responseId } = await db.selectFrom('responses').select('id').where('sampled_unit_id', '=', unit.id).executeTakeFirstOrThrow();
  const recheck = newId();
  await db
    .insertInto('reinterviews')
    .values({
      ...{ id: recheck, survey_id: survey.id, sampled_unit_id: unit.id, draw_id: null, interviewer_id: interviewer.id },
      ...{ response_id: responseId, cause: 'flagged', reinterviewer_id: reinterviewer.id, state: 'waiting', checks: '{}' },
      ...{ second_response_id: null, outcome: '', done_at: null }
    })
    .execute();
  return { code, cheat: cheatId, recheck, serial: unit.serial, paper: FIRST_ON_PAPER };
}
