import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";

interface Guard {
  /** Where one was going to, while it is asked whether to leave. */
  isAsking: boolean;
  leave(): void;
  stay(): void;
}

/**
 * While `isNeeded`, a way out of `place` (a part of the address) is not taken before `leave` is called; closing the tab
 * is asked about by the browser itself.
 */
export function useLeaveGuard(isNeeded: boolean, place: string): Guard {
  const [, navigate] = useLocation();
  const [wanted, setWanted] = useState<string | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!isNeeded) return;
    const changed = (event: HashChangeEvent) => {
      const goal = new URL(event.newURL).hash.slice(1);
      if (isLeaving.current || isWithin(goal, place)) return;
      // Before anybody has noticed that the address has changed, it is what it was.
      event.stopImmediatePropagation();
      if (event.isTrusted) history.pushState(null, "", event.oldURL);
      else history.replaceState(null, "", event.oldURL);
      setWanted(goal);
    };
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("hashchange", changed, { capture: true });
    addEventListener("beforeunload", closing);
    return () => {
      removeEventListener("hashchange", changed, { capture: true });
      removeEventListener("beforeunload", closing);
    };
  }, [isNeeded, place]);

  return {
    isAsking: wanted !== null,
    leave: () => {
      isLeaving.current = true;
      if (wanted !== null) navigate(wanted);
    },
    stay: () => setWanted(null),
  };
}

export function isWithin(goal: string, place: string): boolean {
  return goal === place || goal.startsWith(`${place}/`);
}
