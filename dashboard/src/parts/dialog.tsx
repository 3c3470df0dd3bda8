import { X } from "lucide-react";
import { AlertDialog as RadixAlert, Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import styles from "./dialog.module.css";
import { Notice } from "./notice";
import { focusGently, useFocusReturn } from "./use_focus_return";

interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** One sentence below the title. */
  about?: ReactNode;
  width?: "narrow" | "wide";
  children: ReactNode;
}

/** A window over the page. It keeps the focus while it is open, and gives it back to what opened it. */
export function Dialog({ isOpen, onOpenChange, title, about, width = "narrow", children }: DialogProps) {
  const giveFocusBack = useFocusReturn(isOpen);
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.veil} />
        <RadixDialog.Content
          className={`${styles.window} ${styles[width]}`}
          onOpenAutoFocus={focusGently}
          onCloseAutoFocus={giveFocusBack}
          {...(about ? {} : { "aria-describedby": undefined })}
        >
          <header className={styles.header}>
            <RadixDialog.Title className={styles.title}>{title}</RadixDialog.Title>
            {about && <RadixDialog.Description className={styles.about}>{about}</RadixDialog.Description>}
          </header>
          {children}
          {/* The last in order, so that the focus begins in what the dialog is for. */}
          <RadixDialog.Close className={styles.close} aria-label="Close">
            <X size={17} />
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

interface DialogFormProps {
  onSubmit: () => void;
  /** What the button says that does it. */
  submit: string;
  isBusy: boolean;
  isReady?: boolean;
  /** Why it was refused, in a sentence. */
  problem?: string | null | undefined;
  children: ReactNode;
}

/** A dialog's fields, what went wrong with them, and its two buttons. */
export function DialogForm({ onSubmit, submit, isBusy, isReady = true, problem, children }: DialogFormProps) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) onSubmit();
      }}
    >
      <div className={styles.body}>{children}</div>
      <footer className={styles.footer}>
        {problem && <Notice tone="breach">{problem}</Notice>}
        <div className={styles.buttons}>
          <RadixDialog.Close asChild>
            <Button>Cancel</Button>
          </RadixDialog.Close>
          <Button type="submit" tone="primary" disabled={!isReady || isBusy}>
            {submit}
          </Button>
        </div>
      </footer>
    </form>
  );
}

interface ConfirmProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What will happen. */
  children: ReactNode;
  confirm: string;
  isBusy?: boolean;
  problem?: string | null | undefined;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone. It stays open until its caller closes it. */
export function Confirm({ isOpen, onOpenChange, title, children, confirm, isBusy, problem, onConfirm }: ConfirmProps) {
  const giveFocusBack = useFocusReturn(isOpen);
  return (
    <RadixAlert.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={styles.veil} />
        <RadixAlert.Content className={`${styles.window} ${styles.narrow}`} onCloseAutoFocus={giveFocusBack}>
          <header className={styles.header}>
            <RadixAlert.Title className={styles.title}>{title}</RadixAlert.Title>
            <RadixAlert.Description className={styles.about}>{children}</RadixAlert.Description>
          </header>
          <footer className={styles.footer}>
            {problem && <Notice tone="breach">{problem}</Notice>}
            <div className={styles.buttons}>
              <RadixAlert.Cancel asChild>
                <Button>Cancel</Button>
              </RadixAlert.Cancel>
              <Button tone="danger" disabled={isBusy} onClick={onConfirm}>
                {confirm}
              </Button>
            </div>
          </footer>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  );
}
