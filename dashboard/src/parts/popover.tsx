import { Popover as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import styles from "./popover.module.css";

interface Props {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  align?: "start" | "center" | "end";
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A small window that hangs from a button. */
export function Popover({ trigger, label, align = "start", isOpen, onOpenChange, children }: Props) {
  const state = isOpen === undefined ? {} : { open: isOpen };
  return (
    <Radix.Root {...state} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.popover} aria-label={label} align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
