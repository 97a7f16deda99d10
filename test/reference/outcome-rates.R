# AAPOR's outcome rates as ratio estimates from a table of drawn units, one row each, as a statistician who was handed it would make them.
# Rscript outcome-rates.R FILE.csv …    prints: file "units" or "weighted", then RR1–RR4, COOP1–COOP4, REF1, CON1, e, 17 digits; NA: none
# Columns: those of the desk's file of units. Base weights and classes are made again from probabilities, roles and codes, and compared.
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust")

# Standard Definitions, tables 1 and 2, by the digits of the code; a number that is wrong or out of service says nothing of a named person.
class_of <- function(code) {
  if (code %in% c("4.31", "4.32")) return("UH")
  if (code == "1.1") return("I")
  if (code == "1.2") return("P")
  switch(substr(code, 1, 3), "2.1" = "R", "2.2" = "NC", "2.3" = "O", "3.1" = "UH", "3.2" = "UO", "3.9" = "UO", "NE")
}

for (file in commandArgs(trailingOnly = TRUE)) {
  units <- read.csv(file, fileEncoding = "UTF-8-BOM", check.names = FALSE, colClasses = "character")
  names(units) <- sub("^(drawn|outcome)[.]", "", names(units))
  for (number in c("probability", "base_weight")) units[[number]] <- as.numeric(units[[number]])
  pool <- paste(units$stratum, units$psu, units$cluster)
  main <- ave(as.numeric(units$role == "main"), pool, FUN = sum)
  weight <- ifelse(main == 0, 1, main / ave(main, pool, FUN = length)) / units$probability
  stopifnot(max(abs(weight / units$base_weight - 1)) < 1e-12)
  class <- vapply(units$disposition, class_of, "")
  stopifnot(all(class == units$class), all(units$used[class %in% c("I", "P")] == "1"))

  for (name in c("I", "P", "R", "NC", "O", "UH", "UO", "NE")) units[[name]] <- as.numeric(class == name)
  units$one <- 1
  units$final <- weight
  for (weights in c("units", "weighted")) {
    by <- if (weights == "units") ~one else ~final
    ids <- if (all(units$psu == "")) ~1 else ~psu
    design <- svydesign(ids = ids, strata = ~stratum, weights = by, nest = TRUE, data = units)
    rate <- function(part, whole) {
      whole <- svytotal(whole, design)
      if (coef(whole) == 0) NA else unname(coef(svytotal(part, design)) / coef(whole))
    }
    e <- rate(~I(I + P + R + NC + O), ~I(I + P + R + NC + O + NE))
    # A unit of unknown eligibility counts for its share e of one; without one e is not asked for.
    design <- update(design, likely = I + P + R + NC + O + ifelse(UH + UO == 0, 0, e))
    ratio <- function(part, whole) {
      design$variables$whole <- model.matrix(whole, design$variables)[, 2]
      if (sum(design$variables$whole) == 0) return(NA)
      unname(coef(svyratio(part, ~whole, design)))
    }
    all <- ~I(I + P + R + NC + O + UH + UO)
    rates <- c(
      ratio(~I, all), ratio(~I(I + P), all), ratio(~I, ~likely), ratio(~I(I + P), ~likely),
      ratio(~I, ~I(I + P + R + O)), ratio(~I(I + P), ~I(I + P + R + O)), ratio(~I, ~I(I + P + R)), ratio(~I(I + P), ~I(I + P + R)),
      ratio(~R, all), ratio(~I(I + P + R + O), all), e
    )
    cat(basename(file), weights, sprintf("%.17g", rates), "\n")
  }
}
