import type { AgentConversation, AgentConversationPage } from "@frontdesk/widget/client";
import type { QueryClient } from "@tanstack/react-query";
import { type ListRequest, placeIn, wholeList } from "./list_request";
import { listed, newest, type Pages, placed } from "./patches";
import type { View } from "./views";

const LISTS = "list";
const CONVERSATIONS = "conversation";
/** A list is asked for again page by page: of one that somebody has scrolled through, only so many. */
const PAGES_KEPT = 5;

export const listKey = (list: View | ListRequest) =>
  [LISTS, typeof list === "string" ? wholeList(list) : list] as const;
export const conversationKey = (id: string) => [CONVERSATIONS, id] as const;

/** The one door through which live frames and answers reach what the lists and the open conversation show. */
export class InboxCache {
  /** Everything that was ever listed or told, as it is by now. */
  private readonly known = new Map<string, AgentConversation>();
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
    return this.known.get(id);
  }

  list(view: View): AgentConversation[] {
    return listed(this.queries.getQueryData<Pages>(listKey(view)));
  }

  /** What was fetched, with what frames have told since; the lists follow it. */
  learn(fetched: AgentConversation): AgentConversation {
    const conversation = newest(this.known.get(fetched.id), fetched);
    this.count += 1;
    this.puts.set(conversation.id, this.count);
    this.known.set(conversation.id, conversation);
    for (const { queryKey } of this.queries.getQueryCache().findAll({ queryKey: [LISTS] })) {
      const request = queryKey[1] as ListRequest;
      const place = placeIn(request, conversation, this.agentId);
      this.queries.setQueryData<Pages>(queryKey, (pages) => pages && placed(pages, conversation, place, request.order));
    }
    return conversation;
  }

  /** Shows this conversation wherever it belongs now, and nowhere else. */
  put(fresh: AgentConversation): void {
    const conversation = this.learn(fresh);
    this.queries.setQueryData<AgentConversation>(conversationKey(conversation.id), conversation);
  }

  /** False where nothing is known of it. */
  change(id: string, change: (conversation: AgentConversation) => AgentConversation): boolean {
    const known = this.find(id);
    if (!known) return false;
    const changed = change(known);
    if (changed !== known) this.put(changed);
    return true;
  }

  /**
   * A list's page as it is by now: frames may have overtaken it. `asked` is the moment of asking for a first page;
   * what has entered the list since then is added. For the pages after it, it is null.
   */
  merged(request: ListRequest, page: AgentConversationPage, asked: number | null): AgentConversationPage {
    const place = (conversation: AgentConversation) => placeIn(request, conversation, this.agentId);
    const items = page.items.map((item) => this.noted(item)).filter((item) => place(item) !== "nowhere");
    const ids = new Set(items.map(({ id }) => id));
    const since = asked === null ? [] : this.putSince(asked);
    const entered = since.filter((item) => place(item) === "here" && !ids.has(item.id));
    return { ...page, items: [...entered, ...items] };
  }

  /** Frames may have been missed: asks again for what is on screen. */
  refresh(): void {
    this.queries.setQueriesData<Pages>({ queryKey: [LISTS] }, (pages) => pages && shortened(pages));
    for (const kind of [LISTS, CONVERSATIONS]) void this.queries.invalidateQueries({ queryKey: [kind] });
  }

  private noted(fetched: AgentConversation): AgentConversation {
    const conversation = newest(this.known.get(fetched.id), fetched);
    this.known.set(conversation.id, conversation);
    return conversation;
  }

  private putSince(moment: number): AgentConversation[] {
    const ids = [...this.puts].flatMap(([id, at]) => (at > moment ? [id] : []));
    return ids.flatMap((id) => this.find(id) ?? []);
  }
}

function shortened(pages: Pages): Pages {
  if (pages.pages.length <= PAGES_KEPT) return pages;
  return { pages: pages.pages.slice(0, PAGES_KEPT), pageParams: pages.pageParams.slice(0, PAGES_KEPT) };
}
