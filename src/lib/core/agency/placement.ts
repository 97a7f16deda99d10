/**
 * Where an agency may stand. Few rules, each one a mistake that would otherwise show only in a report: the kinds of the
 * administrative order (a department never stands under a commune), and lives (an agency exists only while its parent does,
 * or a day's answers would roll up to nobody). Refuses with a Problem that names both.
 */
import { Problem } from '../problem';
import type { LocalizedText } from '../questionnaire/questionnaire';
import { livesWithin } from './agency';
import type { AgencyKind, Life } from './agency';

/** By kind, what it may stand under; null: it is a root. Communes stood under districts until 30/6/2025. */
const PARENTS: Readonly<Record<AgencyKind, readonly (AgencyKind | null)[]>> = {
  province: [null],
  department: ['province'],
  district: ['province'],
  commune: ['province', 'district'],
  centre: ['province', 'department', 'district', 'commune']
};

interface Placed extends Life {
  readonly code: string;
  readonly name: LocalizedText;
  readonly kind: AgencyKind;
}

/** Throws `agency-parent-wrong` or `agency-outlives-parent`. */
export function checkPlacement(agency: Placed, parent: Placed | undefined): void {
  if (!PARENTS[agency.kind].includes(parent?.kind ?? null))
    throw new Problem('agency-parent-wrong', {
      code: agency.code,
      name: agency.name.vi,
      kind: agency.kind,
      parent: parent?.name.vi ?? '–',
      parentKind: parent?.kind ?? '–'
    });
  if (parent && !livesWithin(agency, parent))
    throw new Problem('agency-outlives-parent', { code: agency.code, name: agency.name.vi, parent: parent.name.vi });
}

/** Kinds of agencies that one of this kind may stand under; empty: it is a root. */
export function parentKinds(kind: AgencyKind): readonly AgencyKind[] {
  return PARENTS[kind].filter((parent) => parent !== null);
}
