import { useEffect, useRef, useState } from "react";
import type { Unseen } from "./entries";
import { useAttention } from "./use_attention";

/** What had come before this conversation was opened, and what came while nobody was looking. */
export function useUnseen(readSeq: number, watermark: number, tail: number, isMine: boolean): Unseen | null {
  const hasAttention = useAttention();
  const [unseen, setUnseen] = useState<Unseen>({ after: readSeq, upTo: tail });
  const latest = useRef(watermark);
  latest.current = watermark;
  const wasThere = useRef(hasAttention);
  useEffect(() => {
    if (wasThere.current === hasAttention) return;
    wasThere.current = hasAttention;
    const now = latest.current;
    setUnseen((before) => (hasAttention ? { ...before, upTo: now } : { after: now, upTo: Number.POSITIVE_INFINITY }));
  }, [hasAttention]);
  return isMine ? unseen : null;
}
