/** The designs of a round, one of them, and two side by side. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { SamplingDesign } from '../../core/sampling/design';
import type { SamplePlan } from '../../core/sampling/plan-sample';
import { designFields, USUAL_DESIGN } from '../../core/sampling/read-design';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import type { FrameTable } from '../schema-desk';
import type { Survey } from '../store/surveys';
import type { AgencyNames } from '../store/agency-names';
import { listNamesByCode } from '../store/agency-names';
import { findFrame } from '../store/desk-facts';
import type { StoredDesign } from '../store/designs';
import { listDesigns } from '../store/designs';
import { findDraw } from '../store/draws';
import { findRoundToRead } from './find-round';

export interface RoundHead {
  readonly code: string;
  readonly name: LocalizedText & { readonly en: string };
  readonly state: Survey['state'];
}

export function headOf(survey: Survey): RoundHead {
  return { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en }, state: survey.state };
}

export interface ShownDesign {
  readonly label: string;
  readonly revision: number;
  readonly madeAt: string;
  readonly madeBy: string | null;
  readonly content: SamplingDesign;
  readonly plan: SamplePlan;
  /** The draw that stands was made by it. */
  readonly isDrawn: boolean;
}

export interface OpenedDesigns {
  readonly survey: RoundHead;
  readonly frame: Pick<FrameTable, 'state' | 'kind'> | null;
  readonly designs: readonly ShownDesign[];
  /** Designs may be made and changed. */
  readonly mayWrite: boolean;
}

/** Throws what `findRoundToRead` throws. */
export async function openDesigns(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedDesigns> {
  const { survey, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  const frame = await findFrame(db, survey.id);
  const designs = frame ? await listDesigns(db, survey.id, frame.id) : [];
  const drawn = await findDraw(db, survey.id);
  return {
    survey: headOf(survey),
    frame: frame ? { state: frame.state, kind: frame.kind } : null,
    designs: designs.map((design) => shown(design, drawn?.design_id ?? null)),
    mayWrite: mayWrite && survey.state === 'draft'
  };
}

function shown(
  { label, revision, made_at: madeAt, madeByName: madeBy, id, content, plan }: StoredDesign,
  drawnId: string | null
): ShownDesign {
  return { label, revision, madeAt, madeBy, content, plan, isDrawn: id === drawnId };
}

export interface OpenedDesign extends OpenedDesigns {
  /** null: a new one. */
  readonly design: ShownDesign | null;
  /** What the form shows. */
  readonly fields: Readonly<Record<string, string>>;
  readonly strata: readonly string[];
  readonly agencies: AgencyNames;
}

/** `label` null: a new one, which begins like the one that `from` names. Throws also `design-not-found`, `design-fixed`, `frame-not-ready`. */
export async function openDesign(
  db: Db,
  asking: Asking,
  code: string,
  label: string | null,
  now: Date,
  from: string | null = null
): Promise<OpenedDesign> {
  const opened = await openDesigns(db, asking, code, now);
  if (label === null && opened.survey.state !== 'draft') throw new Problem('design-fixed');
  if (label === null && opened.frame?.state !== 'ready') throw new Problem('frame-not-ready');
  const design = label === null ? null : findDesign(opened.designs, label);
  const content = design?.content ?? opened.designs.find((one) => one.label === from)?.content ?? USUAL_DESIGN;
  const agencies = design ? await namesOfAgencies(db, [design.plan]) : {};
  return { ...opened, design, fields: designFields(content), strata: content.strata, agencies };
}

export interface ComparedDesigns extends OpenedDesigns {
  readonly pair: readonly [ShownDesign, ShownDesign];
  readonly agencies: AgencyNames;
}

/** The two that the address names, or the first two. Throws also `design-not-found`. */
export async function compareDesigns(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<ComparedDesigns> {
  const opened = await openDesigns(db, asking, code, now);
  const [first, second] = opened.designs.map(({ label }) => label);
  const pair = [
    findDesign(opened.designs, query.get('a') ?? first ?? ''),
    findDesign(opened.designs, query.get('b') ?? second ?? '')
  ] as const;
  return { ...opened, pair, agencies: await namesOfAgencies(db, pair.map(({ plan }) => plan)) }; // prettier-ignore
}

function findDesign(designs: readonly ShownDesign[], label: string): ShownDesign {
  const design = designs.find((one) => one.label === label);
  if (!design) throw new Problem('design-not-found');
  return design;
}

/** Of every agency in these plans. */
function namesOfAgencies(db: Db, plans: readonly SamplePlan[]): Promise<AgencyNames> {
  return listNamesByCode(db, [...new Set(plans.flatMap(({ margins }) => margins.map(({ agency }) => agency)))]);
}
