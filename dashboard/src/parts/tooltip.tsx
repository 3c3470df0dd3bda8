import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import styles from "./parts.module.css";

interface Props {
  says: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  /** What it is about; it must be able to take the focus. */
  children: ReactElement;
}

/** A few words next to what the pointer or the focus is on. */
export function Tooltip({ says, side = "top", children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
          {says}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
