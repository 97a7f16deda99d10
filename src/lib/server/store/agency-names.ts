/** Names of agencies by code, as they are or were last. */
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Db } from '../schema';

export type AgencyNames = Readonly<Record<string, LocalizedText>>;

export async function listNamesByCode(db: Db, codes: readonly string[]): Promise<AgencyNames> {
  const names: Record<string, LocalizedText> = {};
  for (let at = 0; at < codes.length; at += 500) {
    const rows = await db
      .selectFrom('agencies as a')
      .innerJoin('agency_versions as v', 'v.agency_id', 'a.id')
      .select(['a.code', 'v.name_vi', 'v.name_en'])
      .where('a.code', 'in', codes.slice(at, at + 500))
      .orderBy('v.valid_from')
      .execute();
    for (const { code, name_vi: vi, name_en: en } of rows) names[code] = { vi, en };
  }
  return names;
}
