/**
 * The list that a sample is drawn from, in typed arrays: a million rows take some tens of megabytes. Rows stand in the order of their unit
 * numbers. A row is one unit, or, in a list of villages, as many as its size says (`isCounted`).
 */
import { plainName } from './design';

/** A stratum, or a cluster in it; `rows` only of the innermost. */
export interface FrameNode {
  readonly name: string;
  /** Sorted by name, by code points, so that every machine sees the same order. */
  readonly children: readonly FrameNode[];
  /** Indexes into the frame's arrays. */
  readonly rows: Uint32Array;
  /** What can be drawn in it: rows, or their sizes added up. */
  readonly units: number;
  /** Its rows' sizes added up: what probability is proportional to. */
  readonly size: number;
}

export interface SamplingFrame {
  readonly unitNo: Uint32Array;
  readonly size: Uint32Array;
  /** True: a row stands for `size` units, which have places 1 … size in it. */
  readonly isCounted: boolean;
  readonly strata: readonly FrameNode[];
  readonly units: number;
}

export interface FrameRow {
  readonly unitNo: number;
  /** '' : not parted. */
  readonly stratum: string;
  /** From the outermost; as many in every row. */
  readonly clusters: readonly string[];
  readonly size: number;
}

interface Growing {
  readonly name: string;
  readonly children: Map<string, Growing>;
  rows: number[];
  count: number;
  size: number;
}

/** Rows are added in ascending order of unit number, so that the same list gives the same frame. */
export class FrameBuilder {
  private unitNo = new Uint32Array(1024);
  private sizes = new Uint32Array(1024);
  private rows = 0;
  private readonly root = growing('');

  constructor(private readonly isCounted: boolean) {}

  /** Throws where numbers do not ascend or a size is no whole number: the list was read wrong. */
  add({ unitNo, stratum, clusters, size }: FrameRow): void {
    if (this.rows > 0 && unitNo <= this.unitNo[this.rows - 1]!)
      throw new Error(`unit ${unitNo} does not follow ${this.unitNo[this.rows - 1]!}`);
    if (!Number.isInteger(size) || size < 0 || size > 0xffffffff) throw new Error(`unit ${unitNo} has the size ${size}`);
    if (this.rows === this.unitNo.length) [this.unitNo, this.sizes] = [doubled(this.unitNo), doubled(this.sizes)];
    this.unitNo[this.rows] = unitNo;
    this.sizes[this.rows] = size;
    let node = this.root;
    for (const name of [stratum, ...clusters].map(plainName)) {
      let child = node.children.get(name);
      if (!child) node.children.set(name, (child = growing(name)));
      child.count += this.isCounted ? size : 1;
      child.size += size;
      node = child;
    }
    node.rows.push(this.rows++);
  }

  build(): SamplingFrame {
    const strata = settle(this.root).children;
    return {
      unitNo: this.unitNo.slice(0, this.rows),
      size: this.sizes.slice(0, this.rows),
      isCounted: this.isCounted,
      strata,
      units: strata.reduce((sum, { units }) => sum + units, 0)
    };
  }
}

function growing(name: string): Growing {
  return { name, children: new Map(), rows: [], count: 0, size: 0 };
}

function doubled(from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(from.length * 2);
  to.set(from);
  return to;
}

function settle(node: Growing): FrameNode {
  const children = [...node.children.values()].map(settle).sort((a, b) => compareCodePoints(a.name, b.name));
  const rows = Uint32Array.from(node.rows);
  node.rows = [];
  return { name: node.name, children, rows, units: node.count, size: node.size };
}

/** Not by a language: that order differs between machines and years. */
function compareCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/**
 * The lines whose SHA-256 is a frame's hash: `unit_no <tab> stratum <tab> clusters (joined by |) <tab> size`, in ascending order of unit number, each
 * ended by a line feed. No personal value is in them, so that a draw can be repeated after erasure. Yields some thousand lines at a time.
 */
export function* frameLines(frame: SamplingFrame): Generator<string> {
  const places = frame.strata.flatMap((stratum) =>
    leaves(stratum, []).map(({ names, rows }) => ({ text: `${stratum.name}\t${names.join('|')}`, rows }))
  );
  const placeOf = new Uint32Array(frame.unitNo.length);
  places.forEach(({ rows }, place) => rows.forEach((row) => (placeOf[row] = place)));
  let lines: string[] = [];
  for (let row = 0; row < frame.unitNo.length; row++) {
    lines.push(`${frame.unitNo[row]!}\t${places[placeOf[row]!]!.text}\t${frame.size[row]!}\n`);
    if (lines.length === 4_096) {
      yield lines.join('');
      lines = [];
    }
  }
  yield lines.join('');
}

function leaves(node: FrameNode, names: readonly string[]): readonly { readonly names: readonly string[]; readonly rows: Uint32Array }[] {
  return node.children.length === 0
    ? [{ names, rows: node.rows }]
    : node.children.flatMap((child) => leaves(child, [...names, child.name]));
}
