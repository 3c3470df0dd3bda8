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
  /** Over a dialog it has the wheel and the focus to itself. */
  isModal?: boolean;
  /** Takes the focus on, in the place of the button, once it is closed. */
  onClosed?: (() => void) | undefined;
  children: ReactNode;
}

/** A small window that hangs from a button. */
export function Popover({ trigger, label, isWide = false, align = "start", children, ...props }: Props) {
  const { isOpen, onOpenChange, isModal = false, onClosed } = props;
  const state = isOpen === undefined ? {} : { open: isOpen };
  const goOn = (event: Event) => {
    event.preventDefault();
    onClosed?.();
  };
  return (
    <Radix.Root {...state} modal={isModal} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={clsx(styles.popover, isWide && styles.wide)}
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          {...(onClosed ? { onCloseAutoFocus: goOn } : {})}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
