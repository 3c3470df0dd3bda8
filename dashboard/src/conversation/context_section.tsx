import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import { type ReactNode, useState } from "react";
import styles from "./context_pane.module.css";

const STORAGE_PREFIX = "frontdesk.details.";

interface Props {
  title: string;
  count?: number | undefined;
  /** Until somebody has chosen otherwise. */
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

/** A part of the details that can be folded away; it stays as it was left, for every conversation. */
export function Section({ title, count, isOpenAtFirst = true, children }: Props) {
  const [isOpen, setOpen] = useFolding(title, isOpenAtFirst);
  return (
    <Collapsible.Root asChild open={isOpen} onOpenChange={setOpen}>
      <section className={styles.section}>
        <h3>
          <Collapsible.Trigger className={styles.sectionTitle}>
            <ChevronRight className={styles.fold} size={13} aria-hidden="true" />
            {title}
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </Collapsible.Trigger>
        </h3>
        <Collapsible.Content className={styles.sectionBody}>{children}</Collapsible.Content>
      </section>
    </Collapsible.Root>
  );
}

function useFolding(title: string, isOpenAtFirst: boolean) {
  const key = `${STORAGE_PREFIX}${title}`;
  const [isOpen, setOpen] = useState(() => (localStorage.getItem(key) ?? (isOpenAtFirst ? "open" : "")) === "open");
  const fold = (open: boolean) => {
    localStorage.setItem(key, open ? "open" : "folded");
    setOpen(open);
  };
  return [isOpen, fold] as const;
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** Nothing at all where nothing is known. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <div className={styles.fact}>
      <dt title={name}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
