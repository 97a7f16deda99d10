/** A round's list as designs and draws see it. */
import type { Agency } from '../../core/agency/agency';
import { Problem } from '../../core/problem';
import type { SamplingDesign } from '../../core/sampling/design';
import type { FrameGroup } from '../../core/sampling/plan-sample';
import { clustersOf, stratumOf } from '../../core/sampling/plan-sample';
import type { SamplingFrame } from '../../core/sampling/sampling-frame';
import { FrameBuilder } from '../../core/sampling/sampling-frame';
import type { Db } from '../schema';
import type { Frame } from '../store/frames';
import { LAST_DAY, listAgenciesOf } from '../store/agencies';
import { findFrame } from '../store/desk-facts';
import type { FrameColumns, OnRead } from '../store/frame-rows';
import { countFrameRows, readFrameRows } from '../store/frame-rows';

type Parts = Pick<SamplingDesign, 'strata' | 'stages'>;

/** The list that stands, if it can be drawn from. Throws `frame-not-ready`. */
export async function getReadyFrame(db: Db, surveyId: string): Promise<Frame> {
  const frame = await findFrame(db, surveyId);
  if (frame?.state !== 'ready') throw new Problem('frame-not-ready');
  return frame;
}

/** A row of a list of villages stands for as many households as its size says. */
export function isCounted({ kind }: Pick<Frame, 'kind'>): boolean {
  return kind === 'villages';
}

export interface CountedFrame {
  readonly groups: readonly FrameGroup[];
  /** By code. */
  readonly agencies: ReadonlyMap<string, Agency>;
}

/** Throws `sampling-names-missing` where a cluster has no name in some rows. */
export async function countFrame(db: Db, frame: Frame, { strata, stages }: Parts, onRead?: OnRead): Promise<CountedFrame> {
  const isBy = (what: keyof FrameColumns) => [...strata, ...stages.map(({ by }) => by)].some((one) => one === what);
  const columns = { field: isBy('field'), area: isBy('area'), village: isBy('village'), personKind: isBy('personKind') };
  const rows = await countFrameRows(db, frame.id, columns, onRead);
  const agencies = await agenciesById(db, rows.map(({ agencyId }) => agencyId)); // prettier-ignore
  const groups = rows.map(({ agencyId, rows: count, size, ...names }) => {
    const { code, kind } = agencies.get(agencyId)!;
    return { agency: code, level: kind, ...names, units: isCounted(frame) ? size : count };
  });
  for (const { by } of stages) {
    const nameless = groups.filter((group) => group[by] === '').reduce((sum, { units }) => sum + units, 0);
    if (nameless > 0) throw new Problem('sampling-names-missing', { count: nameless, part: by });
  }
  return { groups, agencies: new Map([...agencies.values()].map((agency) => [agency.code, agency])) };
}

/** The whole list, in memory: a million rows take some tens of megabytes. */
export async function readFrame(
  db: Db,
  frame: Pick<Frame, 'id' | 'kind'>,
  { strata, stages }: Parts,
  onRead?: (unitNo: number) => Promise<void>
): Promise<SamplingFrame> {
  const builder = new FrameBuilder(isCounted(frame));
  const agencies = new Map<string, Agency>();
  for await (const rows of readFrameRows(db, frame.id)) {
    const unknown = new Set(rows.map((row) => row.handling_agency_id).filter((id) => !agencies.has(id)));
    for (const [id, agency] of await agenciesById(db, [...unknown])) agencies.set(id, agency);
    for (const row of rows) {
      const { code, kind } = agencies.get(row.handling_agency_id)!;
      const { service_field: field, area, village, person_kind: personKind } = row;
      const named = { agency: code, level: kind, field, area, village, personKind };
      builder.add({ unitNo: row.unit_no, stratum: stratumOf(named, strata), clusters: clustersOf(named, stages), size: row.size });
    }
    await onRead?.(rows.at(-1)!.unit_no);
  }
  return builder.build();
}

/** As they are or were last: the code and the kind of an agency never change. */
async function agenciesById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Agency>> {
  const all: Agency[] = [];
  const wanted = [...new Set(ids)];
  for (let at = 0; at < wanted.length; at += 500) all.push(...(await listAgenciesOf(db, wanted.slice(at, at + 500), LAST_DAY)));
  return new Map(all.map((agency) => [agency.id, agency]));
}
