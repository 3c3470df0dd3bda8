import { Bot } from "lucide-react";
import type { CSSProperties } from "react";
import styles from "./message_parts.module.css";

export function BotAvatar({ size }: { size: number }) {
  return (
    <span className={styles.bot} style={{ "--avatar": `${size / 16}rem` } as CSSProperties} aria-hidden="true">
      <Bot size="58%" strokeWidth={2} />
    </span>
  );
}
