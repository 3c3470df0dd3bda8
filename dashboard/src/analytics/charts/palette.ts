/** Two series are told apart by shape and dash as well: never by their colours alone. */
export const COLOURS = {
  first: "var(--chart-first)",
  second: "var(--chart-second)",
  grid: "var(--line)",
  ink: "var(--text-faint)",
} as const;

export const AXIS = { tickLine: false, axisLine: false, tick: { fill: COLOURS.ink, fontSize: 11 } } as const;
export const HEIGHT = 220;
