import type { Sheet } from "../sheet";

/** Two series are told apart by shape and dash as well: never by their colours alone. */
export const COLOURS = {
  first: "var(--chart-first)",
  second: "var(--chart-second)",
  grid: "var(--line)",
  ink: "var(--text-faint)",
} as const;

export const AXIS = { tickLine: false, axisLine: false, tick: { fill: COLOURS.ink, fontSize: 11 } } as const;
export const HEIGHT = 220;

/** As many names as there is room for, at even distances. */
export function namedRows({ namedEvery }: Pick<Sheet, "namedEvery">) {
  return { interval: namedEvery ? namedEvery - 1 : ("equidistantPreserveStart" as const), minTickGap: 8 };
}
