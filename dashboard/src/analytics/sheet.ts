/** What a chart shows, its table tells and a file holds: the same rows, whoever reads them. */
export interface Sheet {
  title: string;
  /** What a row stands for: "Day", "Hour", "Agent". */
  dimension: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** Which of the rows an axis names, where not as many as there is room for: each 24th. */
  namedEvery?: number;
}

export type Unit = "count" | "seconds" | "share" | "stars";

export interface Column {
  key: string;
  label: string;
  unit: Unit;
}

export interface Row {
  key: string;
  label: string;
  /** In the room that an axis has. */
  short?: string;
  /** Null where nothing was measured. */
  values: Readonly<Record<string, number | null>>;
}

/** From here on there is room for one column only, and for small points. */
const DENSE_FROM = 48;

export function isDense({ rows }: Pick<Sheet, "rows">): boolean {
  return rows.length >= DENSE_FROM;
}

/** Whether there is anything to draw. */
export function isEmpty({ rows, columns }: Pick<Sheet, "rows" | "columns">): boolean {
  return rows.every(({ values }) => columns.every(({ key }) => !values[key]));
}
