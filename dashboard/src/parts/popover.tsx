import { clsx } from "clsx";
import { Popover as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import styles from "./popover.module.css";

interface Props {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  isWide?: boolean;
  align?: "start" | "center" | "end";
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A small window that hangs from a button. */
export function Popover({ trigger, label, isWide = false, align = "start", isOpen, onOpenChange, children }: Props) {
  const state = isOpen === undefined ? {} : { open: isOpen };
  return (
    <Radix.Root {...state} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={clsx(styles.popover, isWide && styles.wide)}
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
