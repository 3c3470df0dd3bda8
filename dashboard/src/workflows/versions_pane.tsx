import type { Workflow } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { useState } from "react";
import { Button } from "../parts/button";
import { shortMoment } from "../text/time";
import { useUses } from "./queries";
import type { LookingBack } from "./use_looking_back";
import styles from "./versions_pane.module.css";
import { usesWords } from "./workflow_row";

/** How many are listed at first, and how many more at each wish. */
const AT_ONCE = 20;

/** Each definition that was saved, the latest first. */
export function VersionsPane({ workflow, looking }: { workflow: Workflow; looking: LookingBack }) {
  const { id, version: latest, updated_by, updated_at } = workflow;
  const widgets = useUses().data;
  const [count, setCount] = useState(AT_ONCE);
  const versions = Array.from({ length: latest }, (_, index) => latest - index);
  return (
    <div className={styles.pane}>
      <p className={styles.about}>
        {widgets && `${usesWords(widgets.get(id) ?? [])}. `}Changed by {updated_by.name},{" "}
        <time dateTime={updated_at}>{shortMoment(updated_at)}</time>. Conversations follow the version that they have
        begun with to its end.
      </p>
      <ul className={styles.list}>
        {versions.slice(0, count).map((version) => (
          <li key={version}>
            <button
              type="button"
              className={clsx(styles.version, isShown(version, latest, looking) && styles.shown)}
              aria-pressed={isShown(version, latest, looking)}
              onClick={() => (version === latest ? looking.stop() : looking.look(version))}
            >
              Version {version}
              {version === latest && <span className={styles.latest}>the latest</span>}
            </button>
          </li>
        ))}
      </ul>
      {count < latest && (
        <Button className={styles.more} onClick={() => setCount(count + AT_ONCE)}>
          Show earlier ones
        </Button>
      )}
    </div>
  );
}

function isShown(version: number, latest: number, looking: LookingBack): boolean {
  return (looking.version ?? latest) === version;
}
