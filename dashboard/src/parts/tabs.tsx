import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./tabs.module.css";

export interface Tab<Name extends string> {
  name: Name;
  label: string;
  count?: number | string | undefined;
}

interface Props<Name extends string> {
  tabs: readonly Tab<Name>[];
  label: string;
  value: Name;
  onChange: (name: Name) => void;
  /** The panel of the chosen tab. */
  children: ReactNode;
}

/** Several panels in one place. The caller renders the chosen one alone. */
export function Tabs<Name extends string>({ tabs, label, value, onChange, children }: Props<Name>) {
  return (
    <Radix.Root className={styles.tabs} value={value} onValueChange={(name) => onChange(name as Name)}>
      <Radix.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.name} value={tab.name} className={styles.tab}>
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className={styles.panel} tabIndex={-1}>
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
