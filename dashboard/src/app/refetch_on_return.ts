import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { CANNED_RESPONSES_KEY } from "../canned_responses/queries";
import { VISITOR_CONTEXT } from "../conversation/use_visitor_context";
import { NOTIFICATIONS_KEY } from "../notifications/queries";
import { DEPARTMENTS_KEY } from "../team/queries";
import { TICKETS_KEY } from "../tickets/queries";
import { useSnapshot } from "./work";

/** What has no keeper of its own that asks again. */
const UNKEPT = [[VISITOR_CONTEXT], DEPARTMENTS_KEY, CANNED_RESPONSES_KEY, NOTIFICATIONS_KEY, TICKETS_KEY];

/** Nothing was heard while the connection was lost: what is on screen is asked for again. */
export function RefetchOnReturn(): null {
  const queries = useQueryClient();
  const { connection } = useSnapshot();
  const isThere = connection === "live" || connection === "polling";
  const wasThere = useRef(false);
  useEffect(() => {
    if (!isThere) return;
    if (wasThere.current) for (const queryKey of UNKEPT) void queries.invalidateQueries({ queryKey });
    wasThere.current = true;
  }, [isThere, queries]);
  return null;
}
