import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { figure } from "../figures";
import type { Sheet } from "../sheet";
import { AXIS, COLOURS } from "./palette";
import { pointsOf } from "./points";

const ROW_HEIGHT = 34;
const LABEL_WIDTH = 150;

/** Bars that lie, each with its name before it and its figure behind it. */
export function BarsChart({ sheet, labelWidth = LABEL_WIDTH }: { sheet: Sheet; labelWidth?: number }) {
  const [first] = sheet.columns;
  if (!first) return null;
  return (
    <ResponsiveContainer width="100%" height={sheet.rows.length * ROW_HEIGHT + 8}>
      <BarChart
        layout="vertical"
        data={pointsOf(sheet)}
        accessibilityLayer={false}
        margin={{ top: 4, right: 44, bottom: 4, left: 0 }}
      >
        <XAxis type="number" hide />
        <YAxis dataKey="name" type="category" {...AXIS} width={labelWidth} interval={0} />
        <Bar
          dataKey={first.key}
          fill={COLOURS.first}
          radius={3}
          barSize={16}
          minPointSize={(value) => (value ? 2 : 0)}
          isAnimationActive={false}
        >
          <LabelList
            dataKey={first.key}
            position="right"
            fill="var(--text-soft)"
            fontSize={12}
            formatter={(value) => figure(Number(value), first.unit)}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
