import { clsx } from "clsx";
import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { IconButton } from "../parts/button";
import { DataTable } from "./data_table";
import styles from "./sections.module.css";
import { isEmpty, type Sheet } from "./sheet";

interface Props {
  sheet: Sheet;
  /** What it tells, in one sentence. */
  about: ReactNode;
  /** What is said while there is nothing to draw. */
  none: string;
  isWide?: boolean;
  /** What it shows until one chooses. */
  startsAs?: "chart" | "table";
  /** How many of the columns are drawn; the table has all of them. */
  drawn?: number;
  children: ReactNode;
}

/** A chart with its title, and its figures as a table one click away. */
export function ChartCard(props: Props) {
  const { sheet, about, none, isWide = false, startsAs = "chart", drawn = 2, children } = props;
  const [isTable, setTable] = useState(startsAs === "table");
  const title = useId();
  const empty = isEmpty(sheet);
  return (
    <section className={clsx(styles.card, isWide && styles.wide)} aria-labelledby={title}>
      <header className={styles.cardHeader}>
        <div>
          <h2 id={title}>{sheet.title}</h2>
          <p className={styles.cardAbout}>{about}</p>
        </div>
        {!empty && (
          <IconButton
            label={`${sheet.title} as a ${isTable ? "chart" : "table"}`}
            onClick={() => setTable((before) => !before)}
          >
            {isTable ? <ChartColumn size={16} /> : <Table2 size={16} />}
          </IconButton>
        )}
      </header>
      {empty ? (
        <p className={styles.none}>{none}</p>
      ) : isTable ? (
        <DataTable sheet={sheet} />
      ) : (
        <>
          {Math.min(drawn, sheet.columns.length) > 1 && <Legend sheet={sheet} />}
          <div className={styles.chart} role="img" aria-label={`Chart: ${sheet.title}. The table has its figures.`}>
            {children}
          </div>
        </>
      )}
    </section>
  );
}

function Legend({ sheet }: { sheet: Sheet }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {sheet.columns.slice(0, 2).map(({ key, label }) => (
        <li key={key}>
          <span className={styles.swatch} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}
