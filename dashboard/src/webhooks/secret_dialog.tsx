import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { CopyBlock } from "../widgets/copy_block";
import styles from "./webhooks.module.css";

interface Props {
  title: string;
  secret: string;
  close: () => void;
}

/** The one time that a signing secret is shown. */
export function SecretDialog({ title, secret, close }: Props) {
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={title}
      about="This secret is shown this once. With it your server checks that a request is Frontdesk's."
    >
      <div className={styles.secret}>
        <CopyBlock label="Signing secret" text={secret} />
        <div className={styles.end}>
          <Button tone="primary" onClick={close}>
            I have kept it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
