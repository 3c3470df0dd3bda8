import {
  CircleHelp,
  CircleStop,
  GitFork,
  ListChecks,
  type LucideIcon,
  MessageCircle,
  PencilLine,
  Signpost,
  Ticket,
} from "lucide-react";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  message: MessageCircle,
  choice: ListChecks,
  question: PencilLine,
  branch: GitFork,
  route: Signpost,
  ticket: Ticket,
  end: CircleStop,
};

/** What kind of step it is. */
export function TypeMark({ type }: { type: string }) {
  const Icon = ICONS[type] ?? CircleHelp;
  return <Icon size={15} role="img" aria-label={type || "of no type"} />;
}
