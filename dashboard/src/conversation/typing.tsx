import type { TypingPerson } from "@frontdesk/widget/client";
import styles from "./message_log.module.css";

export function Typing({ people, visitor }: { people: readonly TypingPerson[]; visitor: string }) {
  const names = people.map(({ senderName, senderType }) => (senderType === "visitor" ? visitor : senderName));
  return (
    <div className={styles.typing} aria-live="polite">
      {names.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {`${new Intl.ListFormat("en").format(names)} ${names.length === 1 ? "is" : "are"} typing`}
        </>
      )}
    </div>
  );
}
