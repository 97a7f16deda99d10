/** What `npm run -s estimate -- --help` says. */
export const ESTIMATE_HELP = `Ước lượng từ một bảng CSV, cùng phép tính như trên các trang (cùng số với gói survey của R).
Estimates from a CSV table, by the same arithmetic as the pages (the same figures as R's survey package).

  --data FILE.csv         a row a respondent; UTF-8, comma or semicolon (then with decimal commas). Empty and NA: missing.

Design (svydesign(ids = ~psu, strata = ~strata, weights = ~weights, fpc = ~fpc, nest = TRUE))
  --weights COL           left out: N_h/n_h where --fpc is given, else 1
  --strata COL            left out: one stratum
  --psu COL               primary sampling units, numbered within their stratum; left out: every row is one
  --fpc COL               PSUs in the stratum's population (at 1 or less: the fraction taken); left out: with replacement
  --post-stratify FILE    population totals of one variable, CSV variable,level,total (postStratify)
  --rake FILE             population totals of several variables (calibrate, calfun = "raking"). With fewer than 30 PSUs the
                          standard error is the larger of the linearised one and of a jackknife that rakes again; a note says which

What is estimated: exactly one of
  --mean COL              svymean          --total COL       svytotal
  --proportion COL=VALUE  svyciprop        --ratio NUM/DEN   svyratio
  --by COL[,COL]          domains; several columns cross. Rows without a value of the variable leave its domain (subset)

How
  --ci METHOD             logit | beta | mean | asin | xlogit | wilson; left out: beta (Korn-Graubard) for a proportion, t otherwise.
                          For a mean or a ratio it needs a value from 0 to 1
  --level 0.95            confidence level, 0.01 to 0.999999999
  --deff wor|replace      design effect against a simple random sample without (R: deff = TRUE) or with replacement;
                          left out: wor with --weights, replace without
  --lonely-psu RULE       a stratum with one sampled PSU: fail (the default) | adjust | average | certainty | remove

Prints {"estimates": [{"by", "value", "standardError", "interval": [lower, upper], "intervalMethod", "degreesOfFreedom",
"designEffect", "n", "effectiveSize", "sumOfWeights", "note"}], "sample": {…}} at full precision. "by" is null or an object;
"note" says why something is null or fell back. What cannot be used is a sentence on standard error, and the exit code is 2.
docs/methods.md has every formula.`;
