/**
 * A completed dossier of an agency gets its one link: whoever registers it again, or at the same time, gets the same. Codes are each
 * agency's own: what one registers under a code says nothing of another's dossier, and takes no link of it. Of a code a keyed hash is kept,
 * and of whose it is nothing. Whether somebody has answered is not told: who hands out slips must not see who did.
 */
import type { Agency } from '../../core/agency/agency';
import { existsOn } from '../../core/agency/agency';
import { isWithin } from '../../core/agency/path';
import { lineIds } from '../../core/agency/succession';
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import { DOSSIER_DAYS, endOfDay, lastLinkDay, USUAL_LINK_DAYS } from '../../core/dossier/link-end';
import type { DossierRegistration } from '../../core/dossier/read-registration';
import { readRegistration, wrongRegistration } from '../../core/dossier/read-registration';
import { formatCode } from '../../core/fieldwork/checked-code';
import { CODE_LENGTH, formatCounterCode, readCounterCode } from '../../core/fieldwork/counter-code';
import { makePersonalCode } from '../../core/fieldwork/personal-code';
import { Problem } from '../../core/problem';
import { formatDay } from '../../i18n/format';
import type { Config } from '../config';
import { newId } from '../new-id';
import { counterLink } from '../qr-code';
import { randomBytes } from '../random-bytes';
import type { Db } from '../schema';
import type { DossierTable } from '../schema-dossiers';
import { openCode, sealCode } from '../sealed-code';
import type { SecretBox } from '../secret-box';
import { findAgencyByCode, listAgenciesOf } from '../store/agencies';
import type { Counter } from '../store/counters';
import { findCounterByCode, getCounter } from '../store/counters';
import type { Slip } from '../store/dossiers';
import { findSlipByMarks, insertDossier, listCountersReceivingFor } from '../store/dossiers';
import { listSuccessions } from '../store/successions';
import { inTransaction } from '../transaction';
import type { LetInProgram } from './check-api-token';
import { readSetting } from './read-settings';

export interface RegisteredDossier {
  /** False: it was registered before, and nothing has changed. */
  readonly isNew: boolean;
  readonly link: string;
  /** As it is printed and typed. */
  readonly code: string;
  /** ISO time from which the link opens nothing. */
  readonly expiresAt: string;
}

interface Given {
  readonly secrets: SecretBox | undefined;
  readonly config: Pick<Config, 'publicUrl' | 'demo' | 'port'>;
}

/** Random codes that are taken: two in a row mean that something else is wrong. */
const TRIES = 5;

/**
 * `sent`: the JSON as it came. Throws `dossier-key-missing`, `dossier-address-missing`, `dossier-invalid` with its fields,
 * `token-outside-place`.
 */
export async function registerDossier(
  db: Db,
  { secrets, config }: Given,
  program: LetInProgram,
  sent: unknown,
  now: Date
): Promise<RegisteredDossier> {
  if (!secrets) throw new Problem('dossier-key-missing');
  if (config.publicUrl === undefined && !config.demo) throw new Problem('dossier-address-missing');
  const today = localDay(now);
  const linkDays = await readSetting(db, 'dossierLinkDays', USUAL_LINK_DAYS);
  const registration = readRegistration(sent, today, linkDays);
  const agency = await findHandlingAgency(db, program, registration, today);
  const counter = await findReceivingCounter(db, program, registration, agency, today);
  const markAt = (agencyId: string) => secrets.keyedMark('dossier', `${agencyId} ${registration.dossierCode}`);
  const marks = [...new Set([agency.id, ...(await listLine(db, program, agency, today))])].map(markAt);
  const dossier = {
    id: newId(),
    dossier_mark: markAt(agency.id),
    handling_agency_id: agency.id,
    receiving_counter_id: counter.id,
    service_field: registration.serviceField,
    completed_on: registration.completedOn,
    token_id: program.tokenId,
    registered_at: now.toISOString(),
    erase_after: endOfDay(addDays(lastLinkDay(registration.completedOn, linkDays), DOSSIER_DAYS))
  };
  const { slip, isNew } = await storeOnce(db, secrets, dossier, marks, endOfDay(lastLinkDay(registration.completedOn, linkDays)));
  const code = openCode(secrets, slip);
  return { isNew, link: counterLink(config, code), code: formatCode(code), expiresAt: slip.expiresAt };
}

async function storeOnce(
  db: Db,
  secrets: SecretBox,
  dossier: DossierTable,
  marks: readonly string[],
  expiresAt: string
): Promise<{ readonly slip: Slip; readonly isNew: boolean }> {
  for (let tried = 0; tried < TRIES; tried++) {
    const there = await findSlipByMarks(db, marks);
    if (there) return { slip: there, isNew: false };
    const code = sealCode(secrets, makePersonalCode(randomBytes));
    if (await inTransaction(db, (trx) => insertDossier(trx, dossier, code, expiresAt)))
      return { slip: { ...code, expiresAt }, isNew: true };
  }
  throw new Error('no code was free for a dossier');
}

/** The same office under its former and later names, as far as the token reaches: before and after a merger a dossier is one. */
async function listLine(db: Db, program: LetInProgram, agency: Agency, today: Day): Promise<readonly string[]> {
  const line = await listAgenciesOf(db, [...lineIds(agency.id, await listSuccessions(db, today))], today);
  return line.filter(({ path }) => reaches(program, path)).map(({ id }) => id);
}

async function findHandlingAgency(
  db: Db,
  program: LetInProgram,
  { handlingAgency: code, completedOn }: DossierRegistration,
  today: Day
): Promise<Agency> {
  const agency = await findAgencyByCode(db, code, today);
  if (!agency) throw wrongRegistration('handlingAgency', 'agency-unknown-code', { code });
  if (!reaches(program, agency.path)) throw new Problem('token-outside-place', { code });
  if (!existsOn(agency, completedOn))
    throw wrongRegistration('handlingAgency', 'agency-closed', { code, name: agency.name.vi, day: formatDay(completedOn) });
  return agency;
}

/** The one that was named, or the only one that receives for the agency: an answer must be some counter's. */
async function findReceivingCounter(
  db: Db,
  program: LetInProgram,
  { receivingCounter }: DossierRegistration,
  agency: Agency,
  today: Day
): Promise<Counter> {
  if (receivingCounter === null) {
    const [only, another] = await listCountersReceivingFor(db, agency.id, today, 2);
    if (!only || another) throw wrongRegistration('receivingCounter', 'dossier-counter-needed', { code: agency.code });
    return requireReached(program, await getCounter(db, only.id, today));
  }
  const read = readCounterCode(receivingCounter);
  if ('problem' in read) throw wrongRegistration('receivingCounter', read.problem, { code: receivingCounter, n: CODE_LENGTH });
  const counter = await findCounterByCode(db, read.code, today);
  if (!counter) throw wrongRegistration('receivingCounter', 'counter-not-found', { code: receivingCounter, n: CODE_LENGTH });
  requireReached(program, counter);
  if (counter.closedOn !== null && counter.closedOn < today)
    throw wrongRegistration('receivingCounter', 'counter-is-closed', {
      name: counter.name,
      day: formatDay(addDays(counter.closedOn, 1))
    });
  return counter;
}

function requireReached(program: LetInProgram, counter: Counter): Counter {
  if (!reaches(program, counter.agencyPath)) throw new Problem('token-outside-place', { code: formatCounterCode(counter.code) });
  return counter;
}

const reaches = ({ place }: LetInProgram, path: string): boolean => isWithin(path, place.path);
