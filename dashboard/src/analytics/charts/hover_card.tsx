import type { TooltipContentProps } from "recharts";
import { figure } from "../figures";
import type { Column, Row } from "../sheet";
import styles from "./charts.module.css";

interface Props extends Pick<TooltipContentProps, "active" | "payload"> {
  columns: readonly Column[];
}

/** What stands at the place that the pointer is on. */
export function HoverCard({ active, payload, columns }: Props) {
  const row = (payload?.[0]?.payload as { row?: Row } | undefined)?.row;
  if (!active || !row) return null;
  return (
    <div className={styles.hover}>
      <strong>{row.label}</strong>
      <dl>
        {columns.map(({ key, label, unit }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{figure(row.values[key], unit)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
