import styles from "./team.module.css";

/** A few short words side by side. */
export function Chips({ words, none }: { words: readonly string[]; none: string }) {
  if (words.length === 0) return <span className={styles.none}>{none}</span>;
  return (
    <ul className={styles.chips}>
      {words.map((word) => (
        <li key={word} className={styles.chip}>
          {word}
        </li>
      ))}
    </ul>
  );
}
