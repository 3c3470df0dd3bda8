import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { useWork } from "../app/work";
import { IconButton } from "../parts/button";
import styles from "./composer.module.css";

interface Props {
  conversationId: string;
  onDone: () => void;
}

/** Chooses files, which are sent as they are chosen. */
export function AttachFile({ conversationId, onDone }: Props) {
  const { me, uploads } = useWork();
  const input = useRef<HTMLInputElement>(null);
  const taken = Object.keys(me.limits.attachment_types).map((extension) => `.${extension}`);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={taken.join(",")}
        aria-label="Files to send"
        onChange={({ currentTarget }) => {
          uploads.add(conversationId, currentTarget.files ?? []);
          currentTarget.value = "";
          onDone();
        }}
      />
      <IconButton label="Attach a file" className={styles.share} onClick={() => input.current?.click()}>
        <Paperclip size={16} />
      </IconButton>
    </>
  );
}
