# What R's `survey` says of the rates of a sample, as CSV: one row a question, answer and group.
# The logit interval is "xlogit", which is exact: "logit" fits a model, and stops at some 1e-9 of the same.
# Rscript survey.R FILE QUESTIONS BREAKS WEIGHT STRATA CLUSTER FPC NO_ANSWER ("" where there is none; "|" between)
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust", digits = 17, warn = -1)
given <- commandArgs(TRUE)
parts <- function(text) strsplit(text, "|", fixed = TRUE)[[1]]
data <- read.csv(given[1], colClasses = "character", check.names = FALSE, na.strings = "")
questions <- parts(given[2])
breaks <- parts(given[3])
silent <- parts(given[8])
column <- function(name) if (name == "") NULL else data[[name]]
number <- function(name) if (name == "") NULL else as.numeric(data[[name]])
data$.w <- if (given[4] == "") 1 else number(given[4])
data$.s <- if (given[5] == "") "1" else column(given[5])
data$.c <- if (given[6] == "") seq_len(nrow(data)) else column(given[6])
if (given[7] == "") {
  whole <- svydesign(id = ~.c, strata = ~.s, weights = ~.w, data = data, nest = TRUE)
} else {
  data$.f <- number(given[7])
  whole <- svydesign(id = ~.c, strata = ~.s, weights = ~.w, fpc = ~.f, data = data, nest = TRUE)
}

of <- function(domain) {
  mean <- svymean(~.y, domain, deff = "replace")
  p <- as.numeric(coef(mean))
  inside <- p > 1e-12 & p < 1 - 1e-12  # sums of weights leave a share of 1 a little beside it
  interval <- function(method) {
    if (!inside) return(c(NA, NA))
    tryCatch(as.numeric(attr(svyciprop(~.y, domain, method = method), "ci")), error = function(e) c(NA, NA))
  }
  list(p = p, se = as.numeric(SE(mean)), deff = if (inside) as.numeric(deff(mean)) else NA,
       df = degf(domain), n = sum(weights(domain, "sampling") != 0),
       logit = interval("xlogit"), beta = interval("beta"))
}

said <- function(question, answer, cut, group, found, difference = c(NA, NA, NA)) {
  cat(paste(c(question, answer, cut, group, found$n, format(c(found$p, found$se, found$deff, found$df,
    found$logit, found$beta, difference), digits = 17, trim = TRUE)), collapse = "\t"), "\n", sep = "")
}

cat(paste(c("question", "answer", "break", "group", "n", "estimate", "se", "deff", "df", "logit_lower",
  "logit_upper", "beta_lower", "beta_upper", "difference", "se_difference", "p_value"), collapse = "\t"), "\n", sep = "")
for (question in questions) {
  valid <- !is.na(data[[question]]) & !(data[[question]] %in% silent)
  for (answer in sort(unique(data[[question]][valid]))) {
    y <- as.numeric(valid & data[[question]] == answer)
    design <- update(whole, .y = y)
    all <- subset(design, valid)
    found <- of(all)
    said(question, answer, "", "", found)
    for (cut in breaks) {
      for (group in sort(unique(data[[cut]][valid & !is.na(data[[cut]]) & !(data[[cut]] %in% silent)]))) {
        inside <- valid & !is.na(data[[cut]]) & data[[cut]] == group
        part <- of(subset(design, inside))
        u <- inside * (y - part$p) / sum(data$.w[inside]) - valid * (y - found$p) / sum(data$.w[valid])
        error <- as.numeric(SE(svytotal(~.u, update(design, .u = u))))
        d <- part$p - found$p
        p <- if (sum(inside) == sum(valid) || !is.finite(d / error)) NA else 2 * pt(-abs(d / error), found$df)
        said(question, answer, cut, group, part, c(d, error, p))
      }
    }
  }
}
