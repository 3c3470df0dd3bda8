import type { Row, Sheet } from "../sheet";

export interface Point {
  row: Row;
  name: string;
  [column: string]: Row | string | number | null;
}

/** A sheet's rows as the chart library takes them. */
export function pointsOf({ rows, columns }: Pick<Sheet, "rows" | "columns">): Point[] {
  return rows.map((row) => ({
    row,
    name: row.short ?? row.label,
    ...Object.fromEntries(columns.map(({ key }) => [key, row.values[key] ?? null])),
  }));
}
