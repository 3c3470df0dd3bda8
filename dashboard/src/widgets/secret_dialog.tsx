import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { CopyBlock } from "./copy_block";
import styles from "./secret_dialog.module.css";

interface Props {
  title: string;
  secret: string;
  /** What the button says that closes it. */
  done: string;
  close: () => void;
}

/** The one time that a secret key is shown. */
export function SecretDialog({ title, secret, done, close }: Props) {
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={title}
      about="It is shown this once. With it your own server signs who a visitor is; it never belongs on a page."
    >
      <div className={styles.body}>
        <CopyBlock label="Secret key" text={secret} />
        <div className={styles.buttons}>
          <Button tone="primary" onClick={close}>
            {done}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
