import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link } from "wouter";
import styles from "./link_list.module.css";

interface Props {
  href: string;
  name: string;
  /** A span each, of which a dot stands between two. */
  facts: ReactNode;
  before?: ReactNode;
  after?: ReactNode;
  /** What is used without following the link. */
  beside?: ReactNode;
  /** On a narrow page, what comes after goes below. */
  wraps?: boolean;
}

export function LinkList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

export function LinkRow({ href, name, facts, before, after, beside, wraps }: Props) {
  return (
    <li className={styles.row}>
      <Link href={href} className={clsx(styles.link, wraps && styles.wraps)}>
        {before}
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.facts}>{facts}</span>
        </span>
        {after}
      </Link>
      {beside}
    </li>
  );
}
