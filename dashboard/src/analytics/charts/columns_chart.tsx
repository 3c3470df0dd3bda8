import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { figure } from "../figures";
import { isDense, type Sheet } from "../sheet";
import { HoverCard } from "./hover_card";
import { AXIS, COLOURS, HEIGHT, namedRows } from "./palette";
import { pointsOf } from "./points";

/** Upright bars, in time's or numbers' order. The second column is hatched beside the first, where there is room. */
export function ColumnsChart({ sheet }: { sheet: Sheet }) {
  const hatching = useId();
  const [first, beside] = sheet.columns;
  const second = isDense(sheet) ? undefined : beside;
  if (!first) return null;
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <BarChart data={pointsOf(sheet)} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <Hatching id={hatching} />
        <CartesianGrid vertical={false} stroke={COLOURS.grid} />
        <XAxis dataKey="name" {...AXIS} {...namedRows(sheet)} />
        <YAxis
          {...AXIS}
          width="auto"
          allowDecimals={first.unit !== "count"}
          tickFormatter={(value: number) => figure(value, first.unit)}
        />
        <Tooltip
          cursor={{ fill: "var(--hover)" }}
          isAnimationActive={false}
          content={(hovered) => <HoverCard {...hovered} columns={sheet.columns} />}
        />
        <Bar dataKey={first.key} fill={COLOURS.first} radius={[3, 3, 0, 0]} maxBarSize={36} isAnimationActive={false} />
        {second && (
          <Bar
            dataKey={second.key}
            fill={`url(#${hatching})`}
            stroke={COLOURS.second}
            radius={[3, 3, 0, 0]}
            maxBarSize={36}
            isAnimationActive={false}
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}

function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V6" stroke={COLOURS.second} strokeWidth="3" />
      </pattern>
    </defs>
  );
}
