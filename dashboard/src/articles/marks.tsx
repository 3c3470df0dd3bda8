import { clsx } from "clsx";
import { Eye, ThumbsDown, ThumbsUp } from "lucide-react";
import parts from "../parts/parts.module.css";
import styles from "./marks.module.css";

export function Published({ isPublished }: { isPublished: boolean }) {
  return (
    <span className={clsx(styles.badge, isPublished && styles.published)}>{isPublished ? "Published" : "Draft"}</span>
  );
}

export function Views({ count, isSpelled = false }: { count: number; isSpelled?: boolean }) {
  return (
    <span className={clsx(styles.figure, count === 0 && styles.none)}>
      <Eye size={13} aria-hidden="true" />
      {count.toLocaleString()}
      <span className={isSpelled ? undefined : parts.visuallyHidden}>{count === 1 ? "view" : "views"}</span>
    </span>
  );
}

/** Whether it has helped, as visitors say. */
export function Votes({ helpful, unhelpful, isSpelled = false }: VotesProps) {
  return (
    <span className={styles.votes}>
      <span className={clsx(styles.figure, helpful === 0 && styles.none)}>
        <ThumbsUp size={13} aria-hidden="true" />
        {helpful.toLocaleString()}
        <span className={isSpelled ? undefined : parts.visuallyHidden}>helpful</span>
      </span>
      <span className={clsx(styles.figure, unhelpful === 0 && styles.none)}>
        <ThumbsDown size={13} aria-hidden="true" />
        {unhelpful.toLocaleString()}
        <span className={isSpelled ? undefined : parts.visuallyHidden}>not helpful</span>
      </span>
    </span>
  );
}

interface VotesProps {
  helpful: number;
  unhelpful: number;
  isSpelled?: boolean;
}
