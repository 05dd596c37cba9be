// What each table became, by a recipe written in JavaScript: the end of its module. See read_python.py.

import { writeFileSync } from "node:fs";

const kinds = { string: "text", number: "number", bigint: "integer", boolean: "boolean" };

function kind(value) {
  return value instanceof Date ? "date" : kinds[typeof value] ?? "other";
}

function cell(value) {
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}

function reading(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((name) => rows.map((row) => row[name] ?? null));
  const found = values.map((column) => {
    const seen = [...new Set(column.filter((value) => value !== null).map(kind))];
    return seen.length === 1 ? seen[0] : seen.length ? "mixed" : "empty";
  });
  return { columns, kinds: found, values: values.map((column) => column.map(cell)) };
}

export function tell(path, tables) {
  const told = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, reading(rows)]));
  writeFileSync(path, JSON.stringify({ tables: told }, (_, value) => (typeof value === "bigint" ? Number(value) : value)));
}
