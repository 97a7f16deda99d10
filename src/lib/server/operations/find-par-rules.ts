/** A version of the rules of the PAR INDEX by its name, as forms, addresses and workbooks give it. */
import { Problem } from '../../core/problem';
import type { ParRules, RulesName } from '../../core/scoring/par-rules';
import { readRulesLabel, rulesLabel } from '../../core/scoring/par-rules';
import { findShippedParRules } from '../../core/scoring/par-rules-shipped';

/** Throws `par-rules-unknown`. */
export function findParRules(name: RulesName | string): ParRules {
  const label = typeof name === 'string' ? name : rulesLabel(name);
  const read = readRulesLabel(label);
  const rules = read && findShippedParRules(read);
  if (!rules) throw new Problem('par-rules-unknown', { rules: label.slice(0, 80) });
  return rules;
}
