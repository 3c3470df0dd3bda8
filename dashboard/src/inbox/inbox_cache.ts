import type { AgentConversation, AgentConversationPage } from "@frontdesk/widget/client";
import type { QueryClient } from "@tanstack/react-query";
import { listed, newest, type Pages, placed } from "./patches";
import { belongs, VIEWS, type View } from "./views";

const LISTS = "list";
const CONVERSATIONS = "conversation";

export const listKey = (view: View) => [LISTS, view] as const;
export const conversationKey = (id: string) => [CONVERSATIONS, id] as const;

/** The one door through which live frames and answers reach what the lists and the open conversation show. */
export class InboxCache {
  /** When each conversation was put here last, by a count that grows with each. */
  private readonly puts = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly queries: QueryClient,
    private readonly agentId: string,
  ) {}

  /** Remember it when you ask for a list, and give it to `merged` with the answer. */
  get moment(): number {
    return this.count;
  }

  find(id: string): AgentConversation | undefined {
    const single = this.queries.getQueryData<AgentConversation>(conversationKey(id));
    if (single) return single;
    for (const view of VIEWS) {
      const found = this.list(view).find((conversation) => conversation.id === id);
      if (found) return found;
    }
    return undefined;
  }

  list(view: View): AgentConversation[] {
    return listed(this.queries.getQueryData<Pages>(listKey(view)));
  }

  newest(fetched: AgentConversation): AgentConversation {
    return newest(this.find(fetched.id), fetched);
  }

  /**
   * A list's page as it is by now: frames may have overtaken it. `asked` is the moment of asking for a first page;
   * what has entered the list since then is added. For the pages after it, it is null.
   */
  merged(view: View, page: AgentConversationPage, asked: number | null): AgentConversationPage {
    const isShown = (conversation: AgentConversation) => belongs(view, conversation, this.agentId);
    const items = page.items.map((item) => this.newest(item)).filter(isShown);
    const known = new Set(items.map(({ id }) => id));
    const entered = asked === null ? [] : this.putSince(asked).filter((item) => isShown(item) && !known.has(item.id));
    return { ...page, items: [...entered, ...items] };
  }

  /** Shows this conversation wherever it belongs now, and nowhere else. */
  put(fresh: AgentConversation): void {
    const conversation = this.newest(fresh);
    this.count += 1;
    this.puts.set(conversation.id, this.count);
    this.queries.setQueryData<AgentConversation>(conversationKey(conversation.id), conversation);
    for (const view of VIEWS) {
      this.queries.setQueryData<Pages>(
        listKey(view),
        (pages) => pages && placed(pages, conversation, belongs(view, conversation, this.agentId)),
      );
    }
  }

  /** False where nothing is known of it. */
  change(id: string, change: (conversation: AgentConversation) => AgentConversation): boolean {
    const known = this.find(id);
    if (!known) return false;
    const changed = change(known);
    if (changed !== known) this.put(changed);
    return true;
  }

  /** Frames may have been missed: asks again for what is on screen. */
  refresh(): void {
    for (const kind of [LISTS, CONVERSATIONS]) void this.queries.invalidateQueries({ queryKey: [kind] });
  }

  private putSince(moment: number): AgentConversation[] {
    const ids = [...this.puts].flatMap(([id, at]) => (at > moment ? [id] : []));
    return ids.flatMap((id) => this.find(id) ?? []);
  }
}
