/** What the names of a draw's strata are read by: the parts that they are made of, and the names of the agencies among them. */
import type { StratumPart } from '../../core/sampling/design';
import type { Db } from '../schema';
import type { DrawTable } from '../schema-desk';
import type { AgencyNames } from '../store/agency-names';
import { listNamesByCode } from '../store/agency-names';
import type { KeptParameters } from './draw-sample';

export interface StratumWords {
  /** Empty: the whole list is one. */
  readonly parts: readonly StratumPart[];
  readonly agencies: AgencyNames;
}

/** `clusters`: codes of agencies that were drawn as such, where they are to be named too. */
export async function readStratumWords(
  db: Db,
  draw: Pick<DrawTable, 'parameters'>,
  clusters: readonly string[] = []
): Promise<StratumWords> {
  const { design, strata } = JSON.parse(draw.parameters) as KeptParameters;
  const codes = design.strata[0] === 'agency' ? strata.map(({ name }) => name.split(' · ')[0]!) : [];
  return { parts: design.strata, agencies: await listNamesByCode(db, [...new Set([...codes, ...clusters])]) };
}
