import type { Agent } from "@frontdesk/widget/client";
import { type KeyboardEvent, useState } from "react";
import { useToast } from "../parts/toasts";
import { refusalOf } from "../text/refusal";
import { CHATS_CEILING, chatsOf } from "./agent_particulars";
import { useEditAgent } from "./changes";
import styles from "./team.module.css";

/** The maximum, changed where it stands: Enter or leaving it saves, Escape takes it back. */
export function MaximumField({ agent }: { agent: Agent }) {
  const [typed, setTyped] = useState<string | null>(null);
  const say = useToast();
  const forget = () => setTyped(null);
  const { mutate, isPending } = useEditAgent(agent.id, forget);

  const save = () => {
    if (typed === null || isPending) return;
    const wanted = chatsOf(typed);
    if (wanted === null) say(`The maximum is a whole number from 1 to ${CHATS_CEILING}.`);
    if (wanted === null || wanted === agent.max_concurrent_chats) return forget();
    const refused = (error: Error) => {
      say(refusalOf(error, [])?.rest ?? "The maximum could not be changed.");
      forget();
    };
    mutate({ max_concurrent_chats: wanted }, { onError: refused });
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") save();
    if (event.key === "Escape") forget();
  };

  return (
    <input
      type="number"
      className={styles.maximum}
      aria-label={`Maximum of ${agent.name}`}
      title="At most so many conversations at once"
      min={1}
      max={CHATS_CEILING}
      value={typed ?? agent.max_concurrent_chats}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={pressed}
      onBlur={save}
    />
  );
}
