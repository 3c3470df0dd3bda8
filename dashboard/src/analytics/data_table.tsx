import { figure } from "./figures";
import styles from "./sections.module.css";
import type { Sheet } from "./sheet";

/** A chart's figures for reading one by one. */
export function DataTable({ sheet }: { sheet: Sheet }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard too
    <section className={styles.tableFrame} aria-label={`Table: ${sheet.title}`} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{sheet.dimension}</th>
            {sheet.columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {sheet.columns.map(({ key, unit }) => (
                <td key={key}>{figure(row.values[key], unit)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
