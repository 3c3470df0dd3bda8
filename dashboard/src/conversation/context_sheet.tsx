import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { focusWindow, useFocusReturn } from "../parts/use_focus_return";
import styles from "./context_pane.module.css";

interface Props {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}

/** The details over the conversation, where there is no room beside it. */
export function ContextSheet({ isOpen, onOpenChange, children }: Props) {
  const giveFocusBack = useFocusReturn(isOpen);
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content
          className={styles.sheet}
          aria-describedby={undefined}
          onOpenAutoFocus={focusWindow}
          onCloseAutoFocus={giveFocusBack}
        >
          <Dialog.Title className={styles.sheetTitle}>Details of the conversation</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
