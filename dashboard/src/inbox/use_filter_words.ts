import { useAgents, useDepartments } from "../team/queries";
import { shortDay } from "../text/time";
import { useWidgets } from "../widgets/queries";
import { ANSWERED_BY, type FilterName, type Filters } from "./filters";

/** A filter that is set, in the words of its chip. */
export function useFilterWords(): (filters: Filters, name: FilterName) => string {
  const agents = useAgents().data ?? [];
  const departments = useDepartments().data ?? [];
  const widgets = useWidgets().data ?? [];
  const nameIn = (among: readonly { id: string; name: string }[], id: string | null) =>
    among.find((each) => each.id === id)?.name ?? "…";
  return (filters, name) => {
    switch (name) {
      case "status":
        return capitalised(filters.status.join(", "));
      case "handler":
        return `Answered by ${ANSWERED_BY[filters.handler ?? "agent"].toLowerCase()}`;
      case "agentId":
        return `With ${nameIn(agents, filters.agentId)}`;
      case "departmentId":
        return nameIn(departments, filters.departmentId);
      case "priority":
        return `${capitalised(filters.priority ?? "")} priority`;
      case "tag":
        return `Tag ${filters.tag}`;
      case "skill":
        return `Needs ${filters.skill}`;
      case "widgetId":
        return nameIn(widgets, filters.widgetId);
      case "from":
        return `From ${shortDay(filters.from ?? "")}`;
      case "to":
        return `Until ${shortDay(filters.to ?? "")}`;
    }
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
