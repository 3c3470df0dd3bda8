import type { VisitorSummary } from "@frontdesk/widget/client";
import { UserRound } from "lucide-react";
import type { CSSProperties } from "react";
import { givenName, hueOf, initialsOf } from "../text/names";
import styles from "./parts.module.css";

interface Props {
  /** The colour belongs to the id, so that it stays when the name changes. */
  id: string;
  /** Null where nobody knows it. */
  name: string | null;
  size?: number | undefined;
}

export function Avatar({ id, name, size = 32 }: Props) {
  const look = { "--avatar": `${size / 16}rem`, "--avatar-hue": hueOf(id) } as CSSProperties;
  return (
    <span className={styles.avatar} style={look} aria-hidden="true">
      {name ? initialsOf(name) : <UserRound size="54%" strokeWidth={2} />}
    </span>
  );
}

export function VisitorAvatar({ visitor, size }: { visitor: VisitorSummary; size?: number }) {
  return <Avatar id={visitor.id} name={givenName(visitor)} size={size} />;
}
