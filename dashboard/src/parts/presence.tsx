import type { Agent } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { PRESENCE_WORDS } from "../text/presence";
import { Avatar } from "./avatar";
import styles from "./presence.module.css";

type Presence = Agent["presence"];

/** A coloured dot. Its shape differs too, for those who cannot tell the colours apart. */
export function PresenceDot({ presence }: { presence: Presence }) {
  return <span className={clsx(styles.dot, styles[presence])} aria-hidden="true" />;
}

export function PresenceLabel({ presence }: { presence: Presence }) {
  return (
    <span className={styles.label}>
      <PresenceDot presence={presence} />
      {PRESENCE_WORDS[presence]}
    </span>
  );
}

interface Props {
  agent: Pick<Agent, "id" | "name" | "presence">;
  size?: number;
}

/** An agent's avatar with their presence in its corner; the words for it belong next to it. */
export function AgentAvatar({ agent, size = 28 }: Props) {
  return (
    <span className={styles.avatar}>
      <Avatar id={agent.id} name={agent.name} size={size} />
      <span className={styles.corner}>
        <PresenceDot presence={agent.presence} />
      </span>
    </span>
  );
}
