import type { Workflow } from "@frontdesk/widget/client";
import { useMemo, useState } from "react";
import { useVersion } from "./queries";
import { tidy } from "./tidy";

export interface LookingBack {
  /** The earlier version that is asked for; null where it is the one that is written. */
  version: number | null;
  /** Its text; null until it is there. */
  text: string | null;
  error: Error | null;
  look: (version: number) => void;
  stop: () => void;
}

export function useLookingBack(workflow: Workflow | null): LookingBack {
  const [version, setVersion] = useState<number | null>(null);
  const { data, error } = useVersion(workflow?.id ?? null, version);
  const text = useMemo(() => (data ? tidy(data.definition) : null), [data]);
  return { version, text, error, look: setVersion, stop: () => setVersion(null) };
}
