/**
 * The first start: nobody can sign in yet. Whoever has the code that the server printed names the province and becomes its first
 * administrator. Once there is an account there is no set-up any more, not even for somebody who began it at the same moment.
 */
import { SINCE_ALWAYS } from '../../core/agency/agency';
import { readName } from '../../core/agency/agency-name';
import { readEmail } from '../../core/account/read-email';
import { CODE_ALPHABET } from '../../core/fieldwork/checked-code';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { foldText } from '../../core/vietnamese/fold';
import { hashSecret } from '../auth/link-secret';
import { newId } from '../new-id';
import { randomBytes } from '../random-bytes';
import type { Db } from '../schema';
import { findAgencyByCode, LAST_DAY, listRoots } from '../store/agencies';
import { appendAuditEvent, byUser, lockAuditHead } from '../store/audit-events';
import { findToken, insertToken, takeToken } from '../store/tokens';
import { hasUsers, insertRole, insertUser } from '../store/users';
import { inTransaction } from '../transaction';
import type { ProvinceChoice } from '../units-file';
import { listProvinces, readUnitsFile, UNITS_FILE, UNITS_FROM } from '../units-file';
import { createAgency } from './create-agency';
import { importAgencies } from './import-agencies';
import { choosePassword } from './set-password';

/** 23¹² ≈ 2 × 10¹⁶ codes: nobody guesses one over a network. */
const CODE_LENGTH = 12;
/** Whoever starts the server is there to use it; another start prints another. */
const CODE_HOURS = 24;

export interface SetUpForm {
  /** Provinces that were stored by a command before anybody could sign in; else those of the table. */
  readonly provinces: readonly ProvinceChoice[];
  /** The table's: their communes can be loaded. */
  readonly isTable: boolean;
}

/** Throws `not-found` once somebody can sign in. */
export async function openSetUp(db: Db): Promise<SetUpForm> {
  if (await hasUsers(db)) throw new Problem('not-found');
  const roots = await listRoots(db, LAST_DAY);
  if (roots.length === 0) return { provinces: await listProvinces(), isTable: true };
  return { provinces: roots.map(({ code, name }) => ({ code, name, units: 0 })), isTable: false };
}

/** Makes a code if nobody can sign in yet; undefined: somebody can. */
export async function makeSetUpCode(db: Db, now: Date): Promise<string | undefined> {
  if (await hasUsers(db)) return undefined;
  // A byte is drawn anew at 253 and above: 253 is eleven times the alphabet, so that no letter comes up more often.
  const fair = CODE_ALPHABET.length * Math.floor(256 / CODE_ALPHABET.length);
  let code = '';
  while (code.length < CODE_LENGTH) for (const byte of randomBytes(1)) if (byte < fair) code += CODE_ALPHABET[byte % CODE_ALPHABET.length];
  await insertToken(db, {
    id_hash: hashSecret(code),
    kind: 'set-up',
    user_id: null,
    created_by: null,
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + CODE_HOURS * 3_600_000).toISOString()
  });
  return code.replaceAll(/(.{4})(?=.)/g, '$1-');
}

export interface SetUp {
  readonly code: string;
  /** A province's code; '': `provinceName` is a new one. */
  readonly province: string;
  readonly provinceName: string;
  readonly communes: boolean;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly again: string;
}

/** Returns the first administrator's id. Throws `not-found`, `form-invalid`. Nothing is stored unless everything is. */
export async function setUp(db: Db, typed: SetUp, now: Date): Promise<string> {
  const { provinces, isTable } = await openSetUp(db);
  const codeHash = hashSecret(typed.code.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '').toUpperCase()); // prettier-ignore
  const isCode = (await findToken(db, codeHash, ['set-up'], now.toISOString())) !== undefined;
  const known = provinces.find(({ code }) => code === typed.province);
  const { name, email, provinceName } = readFields<{ code: true; province: true; provinceName: string; name: string; email: string }>({
    code: () => {
      if (!isCode) throw new Problem('set-up-code-wrong');
      return true;
    },
    province: () => {
      if (!known && typed.provinceName.trim() === '') throw new Problem('province-missing');
      return true;
    },
    provinceName: () => known?.name.vi ?? (typed.provinceName.trim() === '' ? '' : readName(typed.provinceName)),
    name: () => readName(typed.name),
    email: () => readEmail(typed.email)
  });
  const passwordHash = await choosePassword(typed, { name, email });
  return inTransaction(db, async (trx) => {
    await lockAuditHead(trx); // whoever sets up at the same moment waits here, and then finds somebody who can sign in
    if ((await hasUsers(trx)) || !(await takeToken(trx, codeHash, ['set-up'], now.toISOString()))) throw new Problem('not-found');
    const id = newId();
    const by = byUser({ id }, now);
    await insertUser(trx, { id, email, name, password_hash: passwordHash, disabled_at: null });
    const code = known?.code ?? foldText(provinceName).replaceAll(/[^a-z0-9]+/g, '-');
    if (known && isTable && typed.communes)
      await importAgencies(trx, { file: await readUnitsFile(), fileName: UNITS_FILE, validFrom: UNITS_FROM, provinceCode: code });
    else if (!known || isTable)
      await createAgency(
        trx,
        { code, kind: 'province', name: { vi: provinceName, en: known?.name.en ?? '' }, validFrom: SINCE_ALWAYS },
        by
      );
    const province = await findAgencyByCode(trx, code, LAST_DAY);
    await insertRole(trx, { userId: id, role: 'administrator', agencyId: province!.id });
    const event = { action: 'system.set-up', subjectKind: 'agency', subjectId: province!.id, agencyId: province!.id };
    await appendAuditEvent(trx, by, { ...event, change: { administrator: id, communes: typed.communes } });
    return id;
  });
}
