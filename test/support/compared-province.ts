/** A province of several agencies that are compared, in an empty database: each with a counter, surveys at all of them. Through the real operations. */
import { randomBytes } from 'node:crypto';
import type { Agency } from '../../src/lib/core/agency/agency';
import type { Questionnaire } from '../../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import type { Answers } from '../../src/lib/core/response/response';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import type { ColumnMapping } from '../../src/lib/server/operations/column-mapping';
import { NO_MAPPING } from '../../src/lib/server/operations/column-mapping';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import type { NewSurvey } from '../../src/lib/server/operations/create-survey';
import type { Reader } from '../../src/lib/server/operations/enter-results';
import { importResponses } from '../../src/lib/server/operations/import-responses';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import type { Db } from '../../src/lib/server/schema';
import type { Counter } from '../../src/lib/server/store/counters';
import type { Survey } from '../../src/lib/server/store/surveys';
import { CONFIG, NOW, OPENED } from './small-province';

export interface ComparedProvince {
  /** By code; the province is `p`. */
  readonly agencies: ReadonlyMap<string, Agency>;
  /** By agency code. */
  readonly counters: ReadonlyMap<string, Counter>;
}

/** One counter in each; the province has none of its own. */
export async function makeComparedProvince(
  db: Db,
  { communes = [], departments = [] }: { readonly communes?: readonly string[]; readonly departments?: readonly string[] }
): Promise<ComparedProvince> {
  await shipInstruments(db, NOW);
  const province = await createAgency(db, {
    code: 'p',
    kind: 'province',
    name: { vi: 'Tỉnh Thử', en: 'Test Province' },
    validFrom: '2020-01-01'
  });
  const agencies = new Map([['p', province]]);
  const counters = new Map<string, Counter>();
  const kinds = [
    ...communes.map((code) => ({ code, kind: 'commune' as const })),
    ...departments.map((code) => ({ code, kind: 'department' as const }))
  ];
  for (const { code, kind } of kinds) {
    const name = { vi: `Cơ quan ${code}`, en: `Agency ${code}` };
    agencies.set(code, await createAgency(db, { code, kind, name, parentCode: 'p', validFrom: '2025-07-01' }));
    counters.set(code, await createCounter(db, { agencyCode: code, name: 'Quầy 1', openedOn: OPENED }, NOW, randomBytes));
  }
  return { agencies, counters };
}

/** A round of the province at every counter, open since `OPENED`. */
export async function openRound(
  db: Db,
  round: Pick<NewSurvey, 'code' | 'questionnaire' | 'psu'> & Partial<Pick<NewSurvey, 'counterCodes' | 'ownerCode' | 'method' | 'series'>>
): Promise<Survey> {
  await createSurvey(db, {
    nameVi: 'Đợt thử',
    nameEn: 'Test round',
    ownerCode: 'p',
    opensOn: OPENED,
    closesOn: null,
    series: null,
    requiredItems: [],
    counterCodes: 'all',
    demonstration: false,
    ...round
  });
  return changeSurveyState(db, round.code, 'open', NOW);
}

/** Somebody who may read the results of these agencies and of all below them. */
export function readerOf(...agencies: readonly (Agency | undefined)[]): Reader {
  const grants = agencies.map((agency) => ({
    role: 'agency_viewer',
    agencyId: agency!.id,
    place: { path: agency!.path, name: agency!.name }
  }));
  return { user: { id: 'reader', email: 'reader@example.vn', name: 'Người đọc', grants }, language: 'vi' };
}

/** One respondent of a sampled survey. */
export interface Sampled {
  readonly agency: string;
  readonly day: string;
  readonly weight: number;
  readonly stratum: string;
  readonly psu: string;
  readonly fpc: number;
  readonly answers: Answers;
}

export const DESIGN: Partial<ColumnMapping> = { agency: 'agency', day: 'day', weight: 'w', stratum: 'h', psu: 'c', fpc: 'N' };

/** As a survey's own file: an answer's form value under the item's code. */
export function sampledTable(questionnaire: Questionnaire, rows: readonly Sampled[]): string {
  const items = itemsOf(questionnaire);
  const header = ['agency', 'day', 'w', 'h', 'c', 'N', ...items.map(({ code }) => code)];
  const lines = rows.map(({ agency, day, weight, stratum, psu, fpc, answers }) => [
    ...[agency, day, weight, stratum, psu, fpc],
    ...items.map((item, i) => {
      const answer = answers[i];
      if (typeof answer !== 'number') return '';
      if (item.kind === 'level') return answer === 0 ? 'na' : answer;
      return item.options[answer - 1]!.value;
    })
  ]);
  return [header, ...lines].map((cells) => cells.join(',')).join('\n');
}

export function importTable(db: Db, surveyCode: string, text: string, mapping: Partial<ColumnMapping> = DESIGN, counterCode?: string) {
  const file = {
    surveyCode,
    file: 'sample.csv',
    bytes: Buffer.from(text),
    mapping: { ...NO_MAPPING, ...mapping },
    counterCode,
    day: '2026-03-01'
  };
  return importResponses(db, CONFIG, randomBytes, file, NOW, () => {});
}

/** Numbers from 0 to 1 that are the same every time. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
