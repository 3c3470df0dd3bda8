/** Everything that can be done from the keyboard, with the key that it has until an agent chooses another. */
const LISTED = [
  { id: "next", section: "List", title: "Next in the list", key: "j" },
  { id: "previous", section: "List", title: "Previous in the list", key: "k" },
  { id: "search", section: "List", title: "Search the list", key: "/" },
  { id: "filter", section: "List", title: "Filter the list", key: "f" },
  { id: "accept-next", section: "List", title: "Accept the next in the queue", key: "Shift+A" },

  { id: "accept", section: "Conversation", title: "Accept", key: "a" },
  { id: "reply", section: "Conversation", title: "Reply", key: "r" },
  { id: "note", section: "Conversation", title: "Write an internal note", key: "n" },
  { id: "resolve", section: "Conversation", title: "Resolve", key: "e" },
  { id: "transfer", section: "Conversation", title: "Transfer", key: "t" },
  { id: "assign", section: "Conversation", title: "Assign", key: "s" },
  { id: "escalate", section: "Conversation", title: "Escalate", key: null },
  { id: "hand-back", section: "Conversation", title: "Hand back to the bot", key: null },
  { id: "share-article", section: "Conversation", title: "Share an article", key: "h" },
  { id: "priority", section: "Conversation", title: "Set the priority", key: "p" },
  { id: "tags", section: "Conversation", title: "Edit the tags", key: "g" },
  { id: "details", section: "Conversation", title: "Show or hide the details", key: "d" },
  { id: "transcript", section: "Conversation", title: "Download the transcript", key: null },
  { id: "convert", section: "Conversation", title: "Convert to a ticket", key: null },
  { id: "close", section: "Conversation", title: "Close", key: null },
  { id: "reopen", section: "Conversation", title: "Reopen", key: null },

  { id: "ticket-take", section: "Ticket", title: "Take the ticket", key: "m" },
  { id: "ticket-solve", section: "Ticket", title: "Solve the ticket", key: "v" },
  { id: "ticket-reopen", section: "Ticket", title: "Reopen the ticket", key: null },
  { id: "ticket-conversation", section: "Ticket", title: "Open its conversation", key: "o" },

  { id: "go-mine", section: "Go to", title: "Mine", key: "1" },
  { id: "go-queue", section: "Go to", title: "Queue", key: "2" },
  { id: "go-all", section: "Go to", title: "All conversations", key: "3" },
  { id: "go-tickets", section: "Go to", title: "Tickets", key: "4" },
  { id: "go-articles", section: "Go to", title: "Articles", key: "5" },
  { id: "go-overview", section: "Go to", title: "Overview", key: "6" },
  { id: "go-analytics", section: "Go to", title: "Analytics", key: "7" },
  { id: "go-unanswered", section: "Go to", title: "Unanswered questions", key: null },
  { id: "test-question", section: "Go to", title: "Test a question", key: null },
  { id: "new-article", section: "Go to", title: "New article", key: null },
  { id: "go-team", section: "Go to", title: "Team", key: null },
  { id: "go-canned-responses", section: "Go to", title: "Canned responses", key: null },
  { id: "go-widgets", section: "Go to", title: "Widgets", key: null },
  { id: "go-workflows", section: "Go to", title: "Workflows", key: null },
  { id: "go-settings", section: "Go to", title: "Settings", key: null },

  { id: "status-online", section: "Yourself", title: "Be online", key: null },
  { id: "status-away", section: "Yourself", title: "Be away", key: null },
  { id: "status-busy", section: "Yourself", title: "Be busy", key: null },
  { id: "status-offline", section: "Yourself", title: "Be offline", key: null },
  { id: "theme", section: "Yourself", title: "Switch between light and dark", key: null },
  { id: "sounds", section: "Yourself", title: "Sounds on or off", key: null },
  { id: "shortcuts", section: "Yourself", title: "Keyboard shortcuts", key: "?" },
  { id: "sign-out", section: "Yourself", title: "Sign out", key: null },
] as const satisfies readonly Listed[];

export const SECTIONS = ["List", "Conversation", "Ticket", "Go to", "Yourself"] as const;
export type Section = (typeof SECTIONS)[number];

interface Listed {
  id: string;
  section: Section;
  title: string;
  key: string | null;
}

export type CommandId = (typeof LISTED)[number]["id"];

export interface Command {
  id: CommandId;
  section: Section;
  title: string;
  /** Its key by default; null where it has none. */
  key: string | null;
}

export const COMMANDS: readonly Command[] = LISTED;

export function commandOf(id: CommandId): Command {
  const command = COMMANDS.find((each) => each.id === id);
  if (!command) throw new Error(`There is no command ${id}.`);
  return command;
}

export function isCommandId(id: string): id is CommandId {
  return COMMANDS.some((command) => command.id === id);
}
