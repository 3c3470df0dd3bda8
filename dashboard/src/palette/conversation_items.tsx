import type { AgentConversation } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { useSettled } from "../inbox/use_settled";
import { belongs } from "../inbox/views";
import { VisitorAvatar } from "../parts/avatar";
import { visitorName } from "../text/names";
import { ago } from "../text/time";
import { useNow } from "../text/use_now";
import styles from "./palette.module.css";
import { FOUND } from "./score";

const PAUSE_MS = 200;
const SHOWN = 6;
/** One letter begins too many words to be worth asking for. */
const SHORTEST = 2;

/** One's own conversations, and what a search finds. */
export function ConversationItems({ words, onDone }: { words: string; onDone: () => void }) {
  const { api, cache } = useWork();
  const q = useSettled(words.trim(), PAUSE_MS);
  const { data, isFetching } = useQuery({
    queryKey: ["palette", q],
    queryFn: async () => (await api.conversations({ q, limit: SHOWN })).items,
    enabled: q.length >= SHORTEST,
  });
  const found = q === "" ? cache.list("mine").slice(0, SHOWN) : (data ?? []);
  if (found.length === 0)
    return isFetching ? <Command.Loading className={styles.wait}>Searching…</Command.Loading> : null;
  return (
    <Command.Group heading="Conversations" className={styles.group}>
      {found.map((conversation) => (
        <ConversationItem key={conversation.id} conversation={conversation} onDone={onDone} />
      ))}
    </Command.Group>
  );
}

function ConversationItem({ conversation, onDone }: { conversation: AgentConversation; onDone: () => void }) {
  const { me } = useWork();
  const [, navigate] = useLocation();
  const now = useNow();
  const { id, visitor, last_message, created_at, status } = conversation;
  const view = belongs("mine", conversation, me.id) ? "mine" : "all";
  return (
    <Command.Item
      value={`${FOUND}${id}`}
      className={styles.item}
      onSelect={() => {
        onDone();
        navigate(`/inbox/${view}/${id}`);
      }}
    >
      <VisitorAvatar visitor={visitor} size={24} />
      <span className={styles.name}>{visitorName(visitor)}</span>
      <span className={styles.preview}>{last_message?.content ?? conversation.subject ?? ""}</span>
      <span className={styles.since}>
        {status} · {ago(last_message?.created_at ?? created_at, now)}
      </span>
    </Command.Item>
  );
}
