/**
 * A province of 75 communes with the people of one survey, on a server and a database of its own: what other parts of the system have made
 * before a round begins. Everything after that goes through the pages.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import { DEMO_PROVINCE, seedDemoAgencies } from '../../../scripts/demo-agencies';
import { openDatabase } from '../../../src/lib/server/database';
import { migrateToLatest } from '../../../src/lib/server/migrate';
import { createUser } from '../../../src/lib/server/operations/create-user';
import { shipInstruments } from '../../../src/lib/server/operations/ship-instruments';
import type { Db } from '../../../src/lib/server/schema';
import { listAgencies } from '../../../src/lib/server/store/agencies';
import { localDay } from '../../../src/lib/core/calendar/day';
import { insertRole } from '../../../src/lib/server/store/users';
import { startBuiltServer } from '../../support/built-server';
import { fleetingPlace } from '../../support/fleeting-place';
import { PASSWORD } from '../../support/people';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

interface RoundPeople {
  readonly coordinator: Person;
  /** The first re-interviews too, which none may do of his own forms; the one at `CHEAT` invents his. */
  readonly interviewers: readonly Person[];
  /** Who have no units of their own: they key what comes in on paper. */
  readonly keyers: readonly [Person, Person];
  readonly reinterviewers: readonly Person[];
  /** A re-interviewer whose place is the first commune. */
  readonly member: Person;
}

export interface RoundWorld {
  readonly url: string;
  readonly people: RoundPeople;
  readonly communes: readonly { readonly code: string; readonly name: string }[];
  /** A person's window, signed in, as wide as a phone; null: whom nobody knows. */
  readonly windowOf: (person: Person | null) => Promise<Page>;
  /** Of whom the test sends the requests itself. */
  readonly requestsOf: (person: Person) => Promise<APIRequestContext>;
}

export const CHEAT = 3;
const INTERVIEWERS = [
  'Tòng Văn Hỏi',
  'Quàng Thị Lan',
  'Vì Văn Thắng',
  'Lường Văn Bịa',
  'Hà Thị Thu Hương',
  'Sồng A Dế',
  'Giàng A Pó',
  'Cầm Văn Minh',
  'Đỗ Thị Hồng Ánh',
  'Nguyễn Hoàng Thị Phương Anh'
];

/** A network in which every answer comes from this one machine. */
const ONE_MACHINE = { NETWORK_LIMIT_PER_MINUTE: '100000', COUNTER_FLAG_PER_MINUTE: '100000', COUNTER_LIMIT_PER_MINUTE: '100000' };
const PHONE = { width: 360, height: 740 };

export const test = base.extend<object, { world: RoundWorld }>({
  world: [
    async ({ browser }, use) => {
      const folder = mkdtempSync(join(fleetingPlace(), 'satisfaction-round-'));
      const databaseUrl = `sqlite:${join(folder, 'round.sqlite')}`;
      const db = openDatabase(databaseUrl);
      await migrateToLatest(db);
      const people = await seedPeople(db, new Date());
      const today = localDay(new Date());
      const communes = (await listAgencies(db, today))
        .filter(({ kind }) => kind === 'commune')
        .map(({ code, name }) => ({ code, name: name.vi }));
      await db.destroy();
      const server = await startBuiltServer({ databaseUrl, settings: { ...ONE_MACHINE, PUBLIC_URL: 'https://ykien.example.vn' } });
      await use({ url: server.url, people, communes, ...windowsOn(browser, server.url) });
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 }
  ]
});

async function seedPeople(db: Db, now: Date): Promise<RoundPeople> {
  await shipInstruments(db, now);
  await seedDemoAgencies(db);
  let made = 0;
  const person = async (name: string, role: string, agencyCode = DEMO_PROVINCE): Promise<Person> => {
    const email = `nguoi.${++made}@sonla.example`;
    return { id: await createUser(db, { email, name, role, agencyCode, password: PASSWORD }, now), email, name };
  };
  const [commune] = (await listAgencies(db, localDay(now))).filter(({ kind }) => kind === 'commune');
  const [province] = (await listAgencies(db, localDay(now))).filter(({ code }) => code === DEMO_PROVINCE);
  const coordinator = await person('Cầm Thị Điều', 'coordinator');
  const interviewers: Person[] = [];
  for (const name of INTERVIEWERS) interviewers.push(await person(name, 'interviewer'));
  await insertRole(db, { userId: interviewers[0]!.id, role: 'reinterviewer', agencyId: province!.id });
  return {
    coordinator,
    interviewers,
    keyers: [await person('Lò Thị Nhập', 'interviewer'), await person('Mùa A Gõ', 'interviewer')],
    reinterviewers: [await person('Vì Thị Tra', 'reinterviewer'), await person('Quàng Văn Xét', 'reinterviewer')],
    member: await person('Lò Văn Xã', 'reinterviewer', commune!.code)
  };
}

function windowsOn(browser: Browser, url: string): Pick<RoundWorld, 'windowOf' | 'requestsOf'> {
  const windows = new Map<string, Promise<Page>>();
  const open = async (person: Person | null) => {
    const context = await browser.newContext({ baseURL: url, viewport: PHONE, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    if (person) {
      const form = { email: person.email, password: PASSWORD };
      const answer = await context.request.post('/admin/sign-in', { form, maxRedirects: 0 });
      expect(answer.status(), `${person.name} signs in`).toBe(303);
    }
    return context.newPage();
  };
  const windowOf = (person: Person | null): Promise<Page> => {
    const key = person?.id ?? '';
    const known = windows.get(key) ?? open(person);
    windows.set(key, known);
    return known;
  };
  return { windowOf, requestsOf: async (person) => (await windowOf(person)).request };
}
