/** A design as the fields of a form, and back. Shares are typed as per cent, with a comma or a point. */
import { Problem } from '../problem';
import { readFields } from '../read-fields';
import type { AllocationKind, Band, ClusterKind, ClusterStage, Confidence, SamplingDesign, SizeRule, StratumPart } from './design';
import { ALLOCATIONS, CLUSTER_KINDS, CONFIDENCES, SIZE_RULES, STRATUM_PARTS } from './design';

/** What was typed: one value a name, but for `strata`, which are ticks. */
export interface TypedDesign {
  readonly one: (name: string) => string;
  readonly strata: readonly string[];
}

/** What a new design begins with. */
export const USUAL_DESIGN: SamplingDesign = {
  strata: ['agency'],
  stages: [],
  size: { kind: 'proportion', margin: 0.05 },
  sizeOf: 'all',
  allocation: 'proportional',
  power: 0.5,
  minimumPerStratum: 30,
  selection: 'srs',
  reserveShare: 0.2,
  expectedShare: 0.5,
  expectedShares: {},
  confidence: 0.95,
  designEffect: 1,
  response: 0.8
};

const MOST_UNITS = 10_000_000;
const MOST_SHARES = 1_000;

/** Throws `form-invalid` with every field that is wrong. */
export function readDesign({ one, strata: ticked }: TypedDesign): SamplingDesign {
  const strata = STRATUM_PARTS.filter((part) => ticked.includes(part));
  const sizeKind = SIZE_RULES.find((kind) => kind === one('sizeKind')) ?? 'fixed';
  const percent = (name: string, least: number, most: number) => () => readNumber(one(name), least, most) / 100;
  const unused = () => 0;
  const fields = readFields({
    stage1: () => readStage('stage1', one, strata, null),
    stage2: () => readStage('stage2', one, strata, CLUSTER_KINDS.find((kind) => kind === one('stage1By')) ?? null),
    count: sizeKind === 'fixed' ? () => readCount(one('count'), 1, MOST_UNITS) : unused,
    slovinMargin: sizeKind === 'slovin' ? percent('slovinMargin', 0.1, 50) : unused,
    margin: sizeKind === 'proportion' ? percent('margin', 0.1, 50) : unused,
    bands: sizeKind === 'bands' ? () => readBands(one) : () => [],
    minimum: () => readCount(one('minimum'), 0, 10_000),
    power: one('allocation') === 'power' ? () => readNumber(one('power'), 0, 1) : () => USUAL_DESIGN.power,
    reserve: percent('reserve', 0, 200),
    expected: percent('expected', 1, 99),
    shares: () => readShares(one('shares')),
    deff: () => readNumber(one('deff'), 1, 20),
    response: percent('response', 1, 100)
  });
  return {
    strata,
    stages: [fields.stage1, fields.stage2].filter((stage) => stage !== null),
    size: sizeOf(sizeKind, fields),
    sizeOf: one('sizeOf') === 'stratum' || sizeKind === 'bands' ? 'stratum' : 'all',
    allocation: ALLOCATIONS.find((kind) => kind === one('allocation')) ?? ('proportional' satisfies AllocationKind),
    power: fields.power,
    minimumPerStratum: fields.minimum,
    selection: one('selection') === 'systematic' ? 'systematic' : 'srs',
    reserveShare: fields.reserve,
    expectedShare: fields.expected,
    expectedShares: fields.shares,
    confidence: CONFIDENCES.find((level) => String(level) === one('confidence')) ?? (0.95 satisfies Confidence),
    designEffect: fields.deff,
    response: fields.response
  };
}

function sizeOf(
  kind: SizeRule['kind'],
  fields: { readonly count: number; readonly slovinMargin: number; readonly margin: number; readonly bands: readonly Band[] }
): SizeRule {
  if (kind === 'fixed') return { kind, count: fields.count };
  if (kind === 'bands') return { kind, bands: fields.bands };
  return { kind, margin: kind === 'slovin' ? fields.slovinMargin : fields.margin };
}

/** null: no such stage. `above`: what the stage before draws. */
function readStage(name: string, one: TypedDesign['one'], strata: readonly StratumPart[], above: ClusterKind | null): ClusterStage | null {
  const by = CLUSTER_KINDS.find((kind) => kind === one(`${name}By`));
  if (!by) return null;
  if (strata.some((part) => part === by)) throw new Problem('sampling-stage-in-stratum', { part: by });
  if (name === 'stage2' && (above === null || CLUSTER_KINDS.indexOf(by) <= CLUSTER_KINDS.indexOf(above)))
    throw new Problem('sampling-stage-order');
  // "Bản 1" of every commune would be one village.
  if (by === 'village' && above === null && !strata.some((part) => part === 'agency' || part === 'area'))
    throw new Problem('sampling-village-alone');
  return { by, count: readCount(one(`${name}Count`), 1, 10_000), method: one(`${name}Method`) === 'srs' ? 'srs' : 'pps' };
}

/** Two edges and a share beyond them; an empty edge ends the bands. */
function readBands(one: TypedDesign['one']): readonly Band[] {
  const share = (at: number) => readNumber(one(`band${at}Share`), 0.01, 100) / 100;
  const bands: Band[] = [];
  for (const at of [1, 2]) {
    const typed = one(`band${at}UpTo`).trim();
    if (typed === '') break;
    const upTo = readCount(typed, 1, MOST_UNITS);
    if (upTo <= (bands.at(-1)?.upTo ?? 0)) throw new Problem('sampling-bands-order');
    bands.push({ upTo, share: share(at) });
  }
  return [...bands, { upTo: null, share: share(3) }];
}

/** Lines `stratum = per cent`. */
function readShares(text: string): Readonly<Record<string, number>> {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  if (lines.length > MOST_SHARES) throw new Problem('sampling-share-line', { line: lines[MOST_SHARES]!.slice(0, 60) });
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', typed = ''] = /^(.+?)\s*=\s*([^=]+)$/.exec(line) ?? [];
      const share = parse(typed.replace('%', ''));
      if (name === '' || !(share >= 0 && share <= 100)) throw new Problem('sampling-share-line', { line: line.slice(0, 60) });
      return [name, share / 100];
    })
  );
}

function readNumber(typed: string, least: number, most: number): number {
  const value = parse(typed.replace('%', ''));
  if (!(value >= least && value <= most)) throw new Problem('sampling-number', { least: write(least), most: write(most) });
  return value;
}

/** `1.500`, `1 500` and `1500` are one number. */
function readCount(typed: string, least: number, most: number): number {
  const digits = typed.replaceAll(/[\s.]/g, '');
  const value = /^\d{1,9}$/.test(digits) ? Number(digits) : NaN;
  if (!(value >= least && value <= most)) throw new Problem('sampling-count', { least, most });
  return value;
}

function parse(typed: string): number {
  const text = typed.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
}

function write(value: number): string {
  return String(Math.round(value * 1e6) / 1e6).replace('.', ',');
}

/** What the form shows of a design. */
export function designFields(design: SamplingDesign): Readonly<Record<string, string>> {
  const { size } = design;
  const stages = [1, 2].flatMap((at) => {
    const stage = design.stages[at - 1];
    return [[`stage${at}By`, stage?.by ?? ''], [`stage${at}Count`, stage ? String(stage.count) : ''], [`stage${at}Method`, stage?.method ?? 'pps']]; // prettier-ignore
  });
  const bands = size.kind === 'bands' ? size.bands : [{ upTo: 200, share: 1 }, { upTo: 1_000, share: 0.3 }, { upTo: null, share: 0.2 }]; // prettier-ignore
  const last = bands.at(-1)!;
  const edges = [1, 2].flatMap((at) => {
    const band = bands[at - 1];
    const isEdge = band !== undefined && band.upTo !== null;
    return [[`band${at}UpTo`, isEdge ? String(band.upTo) : ''], [`band${at}Share`, isEdge ? write(band.share * 100) : '']]; // prettier-ignore
  });
  return {
    ...(Object.fromEntries([...stages, ...edges]) as Record<string, string>),
    band3Share: write(last.share * 100),
    sizeKind: size.kind,
    count: size.kind === 'fixed' ? String(size.count) : '1500',
    slovinMargin: write((size.kind === 'slovin' ? size.margin : 0.05) * 100),
    margin: write((size.kind === 'proportion' ? size.margin : 0.05) * 100),
    sizeOf: design.sizeOf,
    allocation: design.allocation,
    power: write(design.power),
    minimum: String(design.minimumPerStratum),
    selection: design.selection,
    reserve: write(design.reserveShare * 100),
    expected: write(design.expectedShare * 100),
    shares: Object.entries(design.expectedShares).map(([name, share]) => `${name} = ${write(share * 100)}`).join('\n'), // prettier-ignore
    confidence: String(design.confidence),
    deff: write(design.designEffect),
    response: write(design.response * 100)
  };
}
