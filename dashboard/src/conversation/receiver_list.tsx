import { clsx } from "clsx";
import { Users } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { AgentAvatar } from "../parts/presence";
import { PRESENCE_WORDS } from "../text/presence";
import styles from "./receiver_list.module.css";
import type { Receiver } from "./receivers";

interface Props {
  label: string;
  receivers: readonly Receiver[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** A choice of one agent or department. Who cannot take it can be reached too, so that the reason can be read. */
export function ReceiverList({ label, receivers, chosen, onChoose }: Props) {
  const choose = (id: string) => {
    if (receivers.find((receiver) => receiver.id === id)?.refusal === null) onChoose(id);
  };
  return (
    <RadioGroup.Root
      className={styles.list}
      aria-label={label}
      value={chosen ?? ""}
      onValueChange={choose}
      orientation="vertical"
    >
      {receivers.map((receiver) => (
        <RadioGroup.Item
          key={receiver.id}
          value={receiver.id}
          aria-disabled={receiver.refusal !== null}
          className={styles.receiver}
        >
          {receiver.agent ? (
            <AgentAvatar agent={receiver.agent} size={30} />
          ) : (
            <span className={styles.department}>
              <Users size={15} aria-hidden="true" />
            </span>
          )}
          <span className={styles.words}>
            <span className={styles.name}>{receiver.name}</span>
            <About receiver={receiver} />
          </span>
          {receiver.agent && <Load agent={receiver.agent} />}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function About({ receiver: { agent, about, refusal, caution } }: { receiver: Receiver }) {
  const known = agent ? [PRESENCE_WORDS[agent.presence], ...agent.skills] : [about];
  // Offline is presence and reason at once.
  const isSaid = agent && refusal === PRESENCE_WORDS[agent.presence];
  return (
    <span className={styles.about}>
      {refusal && !isSaid && <span className={styles.refusal}>{refusal} · </span>}
      {caution && !refusal && <span className={styles.caution}>{caution} · </span>}
      {known.filter(Boolean).join(" · ")}
    </span>
  );
}

function Load({ agent }: { agent: NonNullable<Receiver["agent"]> }) {
  const { current_chats: current, max_concurrent_chats: maximum } = agent;
  const isFull = current >= maximum;
  return (
    <span className={clsx(styles.load, isFull && styles.full)} title={`${current} of ${maximum} conversations`}>
      {current}/{maximum}
      <span className={styles.bar} aria-hidden="true">
        <i style={{ width: `${Math.min(100, (current / maximum) * 100)}%` }} />
      </span>
    </span>
  );
}
