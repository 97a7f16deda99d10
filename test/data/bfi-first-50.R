# How often each level (1 to 6) of the 25 items of bfi.csv was answered by its first 50 respondents, and how many left it
# empty. With base R alone:  cd test/data && Rscript bfi-first-50.R > bfi-first-50.json
bfi <- read.csv("bfi.csv")[1:50, ]
items <- grep("^[ACENO][1-5]$", names(bfi), value = TRUE)
stopifnot(length(items) == 25)

row <- function(code) {
  counts <- table(factor(bfi[[code]], levels = 1:6))
  sprintf('    "%s": { "counts": [%s], "missing": %d }', tolower(code), paste(counts, collapse = ", "), sum(is.na(bfi[[code]])))
}

cat(sprintf('{\n  "source": "R %s: table(factor(x, levels = 1:6)) and sum(is.na(x)) over rows 1 to 50 of bfi.csv",\n',
            paste(R.version$major, R.version$minor, sep = ".")))
cat(sprintf('  "respondents": %d,\n  "items": {\n', nrow(bfi)))
cat(paste(vapply(items, row, ""), collapse = ",\n"))
cat("\n  }\n}\n")
