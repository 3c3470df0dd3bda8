import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { figure } from "../figures";
import { isDense, type Sheet } from "../sheet";
import { HoverCard } from "./hover_card";
import { AXIS, COLOURS, HEIGHT, namedRows } from "./palette";
import { pointsOf } from "./points";
import { ticksOf } from "./ticks";

/** Lines over time: the first one whole with round points, the second one dashed. Where nothing was measured is a gap. */
export function LinesChart({ sheet }: { sheet: Sheet }) {
  const [first, second] = sheet.columns;
  if (!first) return null;
  const drawn = second ? [first, second] : [first];
  const ticks = ticksOf(
    sheet.rows.flatMap(({ values }) => drawn.map(({ key }) => values[key])),
    first.unit,
  );
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <LineChart data={pointsOf(sheet)} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke={COLOURS.grid} />
        <XAxis dataKey="name" {...AXIS} {...namedRows(sheet)} padding={{ left: 16, right: 16 }} />
        <YAxis
          {...AXIS}
          width="auto"
          {...(ticks ? { ticks, domain: [0, ticks.at(-1) ?? 0] } : {})}
          tickFormatter={(value: number) => figure(value, first.unit)}
        />
        <Tooltip
          cursor={{ stroke: COLOURS.ink }}
          isAnimationActive={false}
          content={(hovered) => <HoverCard {...hovered} columns={sheet.columns} />}
        />
        <Line
          dataKey={first.key}
          stroke={COLOURS.first}
          strokeWidth={isDense(sheet) ? 1.25 : 2}
          dot={{ r: isDense(sheet) ? 1 : 2.5, fill: COLOURS.first }}
          isAnimationActive={false}
        />
        {second && (
          <Line
            dataKey={second.key}
            stroke={COLOURS.second}
            strokeWidth={isDense(sheet) ? 1.25 : 2}
            strokeDasharray="5 4"
            dot={{ r: isDense(sheet) ? 0.5 : 2.5, fill: "var(--surface)", strokeDasharray: "none" }}
            isAnimationActive={false}
          />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
}
