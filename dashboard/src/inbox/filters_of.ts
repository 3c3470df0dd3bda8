import type { FilterName } from "./filters";
import type { View } from "./views";

/** The filters that each list has, in the order of the form. What a list holds anyway is no filter of it. */
export const FILTERS_OF: Record<View, readonly FilterName[]> = {
  mine: ["status", "priority", "departmentId", "widgetId", "tag", "from", "to"],
  queue: ["priority", "departmentId", "skill"],
  all: ["status", "handler", "agentId", "departmentId", "widgetId", "priority", "tag", "from", "to"],
};
