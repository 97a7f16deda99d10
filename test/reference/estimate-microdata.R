# Estimates from a round's file of answers and its codebook alone, as a statistician who was handed both would make them.
# Rscript estimate-microdata.R FOLDER FACTOR=item,item,… …    prints: factor value standard-error rows, 17 digits
# FACTOR@STRATUM: of the answers of one stratum, as a domain
suppressMessages(library(survey))
options(survey.lonely.psu = "fail")
arguments <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(file.path(arguments[1], "answers.csv"), fileEncoding = "UTF-8-BOM", check.names = FALSE, na.strings = c("NA", ""))
codebook <- read.csv(file.path(arguments[1], "codebook.csv"), fileEncoding = "UTF-8-BOM", check.names = FALSE, colClasses = "character")
names(answers) <- gsub("design.", "", names(answers), fixed = TRUE)
codebook$column <- gsub("design.", "", codebook$column, fixed = TRUE)

fpc <- if (any(is.finite(answers$fpc))) ~fpc else NULL
design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight_before, fpc = fpc, nest = TRUE, data = answers)
classes <- grep("^class_", names(answers), value = TRUE)
totals <- lapply(classes, function(class) {
  rows <- codebook[codebook$column == class & codebook$kind == "population", ]
  data.frame(level = sub(":.*", "", rows$vi), Freq = as.numeric(rows$value))
})
if (length(classes) == 1) {
  names(totals[[1]])[1] <- classes
  design <- postStratify(design, as.formula(paste0("~", classes)), totals[[1]])
} else if (length(classes) > 1) {
  for (i in seq_along(classes)) design$variables[[classes[i]]] <- factor(design$variables[[classes[i]]], levels = totals[[i]]$level)
  population <- c(sum(totals[[1]]$Freq), unlist(lapply(totals, function(one) one$Freq[-1])))
  formula <- as.formula(paste("~", paste(classes, collapse = " + ")))
  names(population) <- colnames(model.matrix(formula, model.frame(formula, design$variables)))
  design <- calibrate(design, formula, population, calfun = "raking", epsilon = 1e-12, maxit = 500)
}
stopifnot(max(abs(weights(design) / answers$weight - 1)) < 1e-9)

for (figure in arguments[-1]) {
  items <- strsplit(sub(".*=", "", figure), ",")[[1]]
  levels <- as.matrix(answers[, items])
  design$variables$satisfied <- rowSums(levels >= 4, na.rm = TRUE)
  design$variables$valid <- rowSums(!is.na(levels))
  # As read.csv reads it: a code of digits is a number.
  wanted <- paste(type.convert(sub(".*@", "", sub("=.*", "", figure)), as.is = TRUE))
  domain <- if (grepl("@", figure)) subset(design, paste(stratum) == wanted) else design
  estimate <- svyratio(~satisfied, ~valid, domain)
  cat(sub("=.*", "", figure), sprintf("%.17g", coef(estimate)), sprintf("%.17g", SE(estimate)), sum(weights(domain) > 0), "\n")
}
