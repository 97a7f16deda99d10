/**
 * What a stratum with one sampled PSU adds to the variance (R: options(survey.lonely.psu = …);
 * docs/methods.md, "A stratum with one sampling unit"). It counts in the *sample's* stratum, not the domain's; a census stratum is
 * never lonely.
 *
 *   fail        no variance at all: the caller says which stratum it is (the default everywhere)
 *   adjust      (1 − f)·u², uncentred
 *   average     the mean of the other strata's contributions, over the strata with members of the domain
 *   certainty, remove   0
 */
export const LONELY_PSU_RULES = ['fail', 'adjust', 'average', 'certainty', 'remove'] as const;

export type LonelyPsu = (typeof LONELY_PSU_RULES)[number];
