import type { Role } from "@frontdesk/widget/client";
import {
  AppWindow,
  BookOpen,
  ChartColumn,
  CircleUser,
  ConciergeBell,
  Ellipsis,
  LayoutDashboard,
  type LucideIcon,
  MessageSquareQuote,
  MessagesSquare,
  Settings,
  Ticket,
  Users,
  Webhook,
  Workflow,
} from "lucide-react";

export type Counts = "unread" | "waiting" | "open" | "tickets";

export interface Entry {
  to: string;
  label: string;
  icon: LucideIcon;
  /** What its number counts. */
  counts?: Counts;
  /** Only admins can do anything there. */
  isForAdmins?: boolean;
  /** Other places that belong to it. */
  holds?: string;
}

export interface Section {
  title: string;
  entries: readonly Entry[];
  /** On a phone, it is behind "More". */
  isSecond?: boolean;
}

/** In the order of the agents' day: what is theirs, what waits for anybody, and everything. */
export const SECTIONS: readonly Section[] = [
  {
    title: "Inbox",
    entries: [
      { to: "/inbox/mine", label: "Mine", icon: CircleUser, counts: "unread" },
      { to: "/queue", label: "Queue", icon: ConciergeBell, counts: "waiting", holds: "/inbox/queue" },
      { to: "/inbox/all", label: "All", icon: MessagesSquare, counts: "open" },
    ],
  },
  {
    title: "Desk",
    isSecond: true,
    entries: [
      { to: "/overview", label: "Overview", icon: LayoutDashboard },
      { to: "/tickets", label: "Tickets", icon: Ticket, counts: "tickets" },
      { to: "/articles", label: "Articles", icon: BookOpen },
      { to: "/team", label: "Team", icon: Users },
      { to: "/canned-responses", label: "Canned responses", icon: MessageSquareQuote },
      { to: "/widgets", label: "Widgets", icon: AppWindow },
      { to: "/workflows", label: "Workflows", icon: Workflow },
      { to: "/webhooks", label: "Webhooks", icon: Webhook, isForAdmins: true },
      { to: "/analytics", label: "Analytics", icon: ChartColumn },
      { to: "/settings", label: "Settings", icon: Settings },
    ],
  },
];

export const MORE = {
  icon: Ellipsis,
  entries: SECTIONS.flatMap(({ isSecond, entries }) => (isSecond ? entries : [])),
};

export function isHere({ to, holds }: Entry, location: string): boolean {
  return [to, holds].some((place) => place && (location === place || location.startsWith(`${place}/`)));
}

export function entriesFor(role: Role, entries: readonly Entry[]): readonly Entry[] {
  return role === "admin" ? entries : entries.filter(({ isForAdmins }) => !isForAdmins);
}
