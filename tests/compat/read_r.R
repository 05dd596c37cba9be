# Run recipes written in R, and tell what each table became: see read_python.py, whose files these are too.
#
#     Rscript read_r.R REQUEST ANSWER    (from the folder of the release)

arguments <- commandArgs(trailingOnly = TRUE)
asked <- jsonlite::fromJSON(arguments[[1]], simplifyVector = FALSE)

kind <- function(column) {
  switch(class(column)[[1]],
    character = "text", integer = "integer", numeric = "number", logical = "boolean", Date = "date",
    POSIXct = "date", class(column)[[1]]
  )
}

cells <- function(column) {
  if (inherits(column, c("Date", "POSIXct"))) format(column, "%Y-%m-%d") else unname(column)
}

reading <- function(table) {
  list(
    columns = I(names(table)),
    kinds = I(unname(vapply(table, kind, ""))),
    values = lapply(unname(as.list(table)), function(column) I(cells(column)))
  )
}

run <- function(item) {
  tryCatch({
    space <- new.env()
    suppressWarnings(suppressMessages(eval(parse(text = item$code, encoding = "UTF-8"), space)))
    list(tables = lapply(item$tables, function(variable) reading(as.data.frame(get(variable, space)))))
  }, error = function(problem) list(error = conditionMessage(problem)))
}

told <- lapply(asked, run)
names(told) <- vapply(asked, function(item) item$key, "")
jsonlite::write_json(told, arguments[[2]], auto_unbox = TRUE, na = "null", digits = NA)
