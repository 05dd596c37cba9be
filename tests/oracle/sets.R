# The public samples that come with R's `survey`, as CSV files in a folder: Rscript sets.R FOLDER
suppressPackageStartupMessages(library(survey))
folder <- commandArgs(TRUE)[1]
kept <- function(name, set, columns) {
  write.csv(set[columns], file.path(folder, paste0(name, ".csv")), row.names = FALSE, na = "", quote = TRUE)
}
data(api)
columns <- c("stype", "awards", "sch.wide", "comp.imp", "both", "pw", "dnum", "fpc")
apipop$pw <- 1
apipop$fpc <- nrow(apipop)
kept("apisrs", apisrs, columns)
kept("apistrat", apistrat, columns)
kept("apiclus1", apiclus1, columns)
apiclus2$fpc <- apiclus2$fpc1
kept("apiclus2", apiclus2, columns)
kept("apipop", apipop, columns)
data(nhanes)
nhanes$RIAGENDR <- as.character(nhanes$RIAGENDR)
kept("nhanes", nhanes, c("SDMVPSU", "SDMVSTRA", "WTMEC2YR", "HI_CHOL", "race", "agecat", "RIAGENDR"))
data(yrbs)
kept("yrbs", yrbs, c("weight", "stratum", "psu", "qn8"))
data(hospital)
hospital$many <- ifelse(hospital$births > median(hospital$births), "many", "few")
hospital$oblevel <- as.character(hospital$oblevel)
kept("hospital", hospital, c("hospno", "oblevel", "weighta", "tothosp", "many"))
data(election)
election_pps$won <- ifelse(election_pps$Bush > election_pps$Kerry, "Bush", "Kerry")
election_pps$w <- 1 / election_pps$p
election_pps$big <- ifelse(election_pps$votes > median(election_pps$votes), "big", "small")
kept("election", election_pps, c("won", "big", "w"))
data(scd)
scd$lived <- ifelse(scd$alive > 0, "yes", "no")
kept("scd", scd, c("ambulance", "ESA", "lived"))
