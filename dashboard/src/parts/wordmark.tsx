import styles from "./parts.module.css";

export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <BellMark />
      Frontdesk
    </span>
  );
}

/** The reception bell. */
export function BellMark({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path d="M7 20.5a9 9 0 0 1 18 0z" fill="#fff" />
      <rect x="5.5" y="22.3" width="21" height="2.7" rx="1.35" fill="#fff" />
      <circle cx="16" cy="8.9" r="1.9" fill="#fff" />
    </svg>
  );
}
