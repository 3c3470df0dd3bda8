import { clsx } from "clsx";
import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import { Skeleton } from "../parts/skeleton";
import { type Change, changeOf, figure } from "./figures";
import styles from "./key_figures.module.css";
import type { Unit } from "./sheet";

export interface KeyFigure {
  label: string;
  unit: Unit;
  now: number | null | undefined;
  /** In the period before; left out where there is none to compare with. */
  before?: number | null | undefined;
  /** Left out where neither is. */
  better?: "more" | "less";
  /** Further figures of the same matter. */
  beside?: string | undefined;
}

interface Props {
  label: string;
  figures: readonly KeyFigure[];
  /** How many stand beside each other where there is room. */
  across: 4 | 6;
  isLoading: boolean;
}

/** The period at a glance, each figure with how it has changed since the one before. */
export function KeyFigures({ label, figures, across, isLoading }: Props) {
  return (
    <dl className={clsx(styles.figures, across === 6 && styles.six)} aria-label={label} aria-busy={isLoading}>
      {figures.map((each) => (
        <div key={each.label} className={styles.figure}>
          <dt>{each.label}</dt>
          <dd className={styles.number}>
            {isLoading ? <Skeleton width="4rem" height="1.5rem" /> : figure(each.now, each.unit)}
          </dd>
          {!isLoading && (
            <dd className={styles.below}>
              <Changed unit={each.unit} change={changeOf(each.now, each.before, each.unit, each.better ?? null)} />
              {each.beside && <span>{each.beside}</span>}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

const ICONS = { up: ArrowUp, down: ArrowDown, same: Minus };

const WORDS: Record<Unit, { up: string; down: string }> = {
  count: { up: "more", down: "fewer" },
  seconds: { up: "longer", down: "shorter" },
  share: { up: "higher", down: "lower" },
  stars: { up: "higher", down: "lower" },
};

function Changed({ unit, change }: { unit: Unit; change: Change | null }) {
  if (!change) return null;
  const { direction, amount, isBetter } = change;
  const Icon = ICONS[direction];
  return (
    <span className={clsx(isBetter === true && styles.better, isBetter === false && styles.worse, styles.change)}>
      <Icon size={13} aria-hidden="true" />
      {direction === "same" ? "unchanged" : `${amount} ${WORDS[unit][direction]}`}
    </span>
  );
}
