import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** A file of test/data, which test/data/README.md traces to its source. */
const fileAt = (name: string) => readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8');

export function readTable(name: string): readonly Readonly<Record<string, string>>[] {
  return parse(fileAt(name), { columns: true }) as Record<string, string>[];
}

export function readFigures<Figures>(name: string): Figures {
  return JSON.parse(fileAt(name)) as Figures;
}

/** 1e-9 relative or 1e-12 absolute: what every figure that R's survey package computes too is held to. */
export function isSame(actual: number, reference: number, tolerance = 1e-9): boolean {
  return Math.abs(actual - reference) <= Math.max(tolerance * Math.abs(reference), 1e-12);
}
