import type { CSSProperties } from "react";
import { hueOf, initialsOf } from "../text/names";
import styles from "./parts.module.css";

interface Props {
  /** The colour belongs to the id, so that it stays when the name changes. */
  id: string;
  name: string;
  size?: number;
}

export function Avatar({ id, name, size = 32 }: Props) {
  const look = { "--avatar": `${size / 16}rem`, "--avatar-hue": hueOf(id) } as CSSProperties;
  return (
    <span className={styles.avatar} style={look} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
